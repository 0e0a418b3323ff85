"""The engine: which places of a document the rules hold on, and which pack a document is routed to."""
