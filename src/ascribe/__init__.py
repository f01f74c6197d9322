"""Ascribe: a ledger of who says who did what to whom, where, when and with what.

    read -> parse -> extract -> resolve -> link -> assess -> ledger -> publish
    bytes   Report   Doc        Statements  ids     Incidents  Assessments   files

The folders are the flow, `model` is the ground floor, `pipeline` joins the stages.
"""

__version__ = "0.1.0"
