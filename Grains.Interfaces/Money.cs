namespace Marquee;

/// <summary>
/// An amount in the minor unit of its currency (paise, cents) and the ISO 4217 code. Sums never mix currencies.
/// </summary>
[GenerateSerializer, Immutable, Alias("marquee.money")]
public readonly record struct Money([property: Id(0)] long Amount, [property: Id(1)] string Currency)
{
    public static Money Zero(string currency) => new(0, currency);

    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    /// <exception cref="OverflowException">The sum does not fit 64 bits.</exception>
    public static Money operator +(Money left, Money right) => new(checked(left.Amount + Same(left, right).Amount), left.Currency);

    /// <inheritdoc cref="op_Addition"/>
    public static Money operator -(Money left, Money right) => new(checked(left.Amount - Same(left, right).Amount), left.Currency);

    public static Money operator -(Money money) => money with { Amount = checked(-money.Amount) };

    public override string ToString() => $"{Amount} {Currency}";

    private static Money Same(Money left, Money right) =>
        left.Currency == right.Currency ? right : throw new InvalidOperationException($"Cannot mix {left.Currency} with {right.Currency}.");
}
