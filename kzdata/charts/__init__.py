"""Tables of figures to pictures, to tables that people read, and to sentences.

Kinds of charts, each a function from a table to a `Chart`: `series`, `ranking`, `balance`, `investment`.
What they are made of: `comparable` (which figures belong on one scale), `wording`, `findings` and `numbers`
(what is said of them, in the words of ``words/``), `frame`, `axes`, `bars`, `marks` and `labels` (how they
are drawn), `theme` (in what type and colours). Beside charts stand `table`, `tiles` and `prose`.
"""
