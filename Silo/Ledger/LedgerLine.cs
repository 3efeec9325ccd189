namespace Marquee.Silo.Ledger;

/// <summary>One side of a movement of money.</summary>
/// <param name="Amount">Positive for what the account got, negative for what it gave; see <see cref="LedgerLines"/>.</param>
internal readonly record struct LedgerLine(string Account, Money Amount);
