"""Who may do and see what, cell by cell over real HTTP; what is expected comes from the design, not from the code."""
