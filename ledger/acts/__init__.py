"""One function per act: ask the rules, append the entry; ``ports`` says what the acts lean on."""
