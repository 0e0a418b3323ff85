"""Where a rule could match at all: the engine's speed, behind one function. It may err towards yes, never towards no."""
