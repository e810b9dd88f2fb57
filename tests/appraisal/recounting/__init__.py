"""Every score counted a second time: from exported entries, the exported roster and the rule files, by nothing else.

It shares no code with ``ledger/`` and ``config/``: what a rule means is read from the manual once more.
"""
