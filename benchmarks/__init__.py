"""How long healthlint takes, and how much memory, beside other programs in the same run.

    python -m benchmarks                     everything; writes docs/performance.md
    python -m benchmarks cold growth         only some parts; writes nothing
    python -m benchmarks --corpus FOLDER     on other articles than ../shared/corpus

A wheel is built from the checkout and installed, with proselint beside it, into an environment of its own. That needs
a package index. What is measured are ratios within one run: figures of different runs and machines do not compare.
"""
