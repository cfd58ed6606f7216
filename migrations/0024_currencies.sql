-- Visitors tell budgets in the currency of their country: the assistant understands four more.
alter type currency add value if not exists 'CAD';
alter type currency add value if not exists 'CHF';
alter type currency add value if not exists 'BRL';
alter type currency add value if not exists 'MXN';
