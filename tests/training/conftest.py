"""A tiny treebank in the three formats, about a country that does not exist."""

import json
import sys
from pathlib import Path

import pytest

# `training` is no part of the installed package: its folder's parent must be on the path.
sys.path.insert(0, str(Path(__file__).parents[2]))

CONLLU = """\
# newdoc id = orvania-1
# sent_id = orvania-1-1
# newpar
# text = Reith didn't attack Old Ferry.
1	Reith	Reith	PROPN	NNP	_	4	nsubj	_	Entity=(1-person-giv:act-cf1-1-coref)
2-3	didn't	_	_	_	_	_	_	_	_
2	did	do	AUX	VBD	_	4	aux	_	_
3	n't	not	PART	RB	_	4	advmod	_	_
4	attack	attack	VERB	VB	_	0	root	_	_
4.1	it	it	PRON	PRP	_	_	_	_	_
5	Old	Old	PROPN	NNP	_	6	compound	_	Entity=(2-place-new-cf2-1-coref
6	Ferry	Ferry	PROPN	NNP	_	4	obj	_	SpaceAfter=No|Entity=2)
7	.	.	PUNCT	.	_	4	punct	_	_

# sent_id = orvania-1-2
# text = It was attacked by guards of the University of Orm, who fled.
1	It	it	PRON	PRP	_	3	nsubj:pass	_	Entity=(2-place-giv:act-cf1-1-ana)
2	was	be	AUX	VBD	_	3	aux:pass	_	_
3	attacked	attack	VERB	VBN	_	0	root	_	_
4	by	by	ADP	IN	_	5	case	_	_
5	guards	guard	NOUN	NNS	_	3	obl:agent	_	Entity=(3-person-new-cf2-1-sgl
6	of	of	ADP	IN	_	8	case	_	_
7	the	the	DET	DT	_	8	det	_	Entity=(4-organization-new-cf3-2-sgl
8	University	University	PROPN	NNP	_	5	nmod	_	_
9	of	of	ADP	IN	_	10	case	_	_
10	Orm	Orm	PROPN	NNP	_	8	nmod	_	SpaceAfter=No|Entity=(5-place-new-cf4-1-sgl)4)3)
11	,	,	PUNCT	,	_	13	punct	_	_
12	who	who	PRON	WP	_	13	nsubj	_	_
13	fled	flee	VERB	VBD	_	5	acl:relcl	_	SpaceAfter=No
14	.	.	PUNCT	.	_	3	punct	_	_

# newdoc id = orvania-2
# sent_id = orvania-2-1
# newpar
# text = Rain fell.
1	Rain	rain	NOUN	NN	_	2	nsubj	_	_
2	fell	fall	VERB	VBD	_	0	root	_	SpaceAfter=No
3	.	.	PUNCT	.	_	2	punct	_	_
"""

ROLES = [
    {
        "sent_id": "orvania-1-1",
        "tokens": ["Reith", "did", "n't", "attack", "Old", "Ferry", "."],
        "frames": [
            {
                "pred": 3,
                "lemma": "attack",
                "roleset": "attack.01",
                "args": [[0, 1, "ARG0"], [2, 3, "ARGM-NEG"], [4, 6, "ARG1"]],
            }
        ],
    },
    {"sent_id": "orvania-2-1", "tokens": ["Rain", "fell", "."], "frames": []},
]

IOB2 = """\
# sent_id = orvania-1-1
# text = Reith didn't attack Old Ferry.
1	Reith	B-PER	-	ada
2	did	O	-	ada
3	n't	O	-	ada
4	attack	O	-	ada
5	Old	B-LOC	-	ada
6	Ferry	I-LOC	-	ada
7	.	O	-	ada

# sent_id = orvania-1-2
1	It	B-OTH	-	ada

# sent_id = orvania-2-1
1	Rain	B-OTH	-	ada
2	fell	O	-	ada
3	.	O	-	ada
"""


@pytest.fixture
def conllu(tmp_path: Path) -> Path:
    path = tmp_path / "orvania.conllu"
    path.write_text(CONLLU, "utf-8")
    return path


@pytest.fixture
def roles(tmp_path: Path) -> Path:
    path = tmp_path / "orvania.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROLES), "utf-8")
    return path


@pytest.fixture
def entities(tmp_path: Path) -> Path:
    path = tmp_path / "orvania.iob2"
    path.write_text(IOB2, "utf-8")
    return path
