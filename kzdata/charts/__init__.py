"""Tables of figures to pictures, to tables that people read, and to sentences.

Kinds of charts, each a function from a table to a `Chart`: `series`, `multiples`, `slope` and `growth` over
years; `ranking`, `map` of partners; `balance`, `investment`, `agreements`; `reconciliation` and `statements`
of what is said itself. What they are made of: `comparable` (which figures belong on one scale), `wording`,
`findings` and `numbers` (what is said of them, in the words of ``words/``), `frame`, `keys`, `axes`, `bars`,
`marks`, `strokes`, `labels`, `classes`, `outlines` and `land` (how they are drawn), `sheet` and `plot` (what
a report gets of them), `theme` (in what type and colours). Beside charts stand `table`, `tiles` and `prose`.
"""
