"""Files of the office's registers (制度、培训计划): tables into rows, every fault with its cell."""
