"""A fictional conflict whose truth is known, the reports that follow from it, and how well Ascribe does on them.

    python -m benchmarks.world                        # 1,000 happenings, every figure
    python -m benchmarks.world --happenings 10000 --copying 0.5
    python -m benchmarks.world --sizes 1000,10000,100000 --only scale
    python -m benchmarks.world --only sweep           # figures as copying and lying grow
    python -m benchmarks.world --text DIR             # the reports as text files, and the truth beside them

`truth` makes the country, its groups and outlets and what happens; `telling` the reports of it: officials who err and
lie, groups that claim under a front or deny, outlets that copy, counts that grow, late corrections; `measure` scores.
The same seed gives the same world.
"""
