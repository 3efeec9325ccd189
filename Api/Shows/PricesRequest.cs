using Marquee.Api.Http;
using Marquee.Theaters;

namespace Marquee.Api.Shows;

/// <summary>Ticket prices as an admin writes them. The theater knows which categories the hall has.</summary>
internal sealed record PricesRequest(MoneyRequest? Silver = null, MoneyRequest? Gold = null, MoneyRequest? Platinum = null)
{
    private const long Most = 100_000_000;

    public PriceList List(Validation checks)
    {
        Check(checks, "prices.silver", Silver);
        Check(checks, "prices.gold", Gold);
        Check(checks, "prices.platinum", Platinum);
        string?[] currencies = [.. new[] { Silver, Gold, Platinum }.OfType<MoneyRequest>().Select(price => price.Currency).Distinct()];
        if (currencies.Length == 0) checks.Add("prices", "prices is required.");
        checks.Check(currencies.Length <= 1, "prices", "prices must be in one currency.");
        return new PriceList(currencies.FirstOrDefault() ?? "", Silver?.Amount, Gold?.Amount, Platinum?.Amount);
    }

    private static void Check(Validation checks, string field, MoneyRequest? price)
    {
        if (price is null) return;
        checks.Required($"{field}.amount", price.Amount);
        checks.Check(price.Amount is null or (>= 0 and <= Most), $"{field}.amount", $"{field}.amount must be 0 to {Most}.");
        checks.Check(Currencies.IsCode(price.Currency), $"{field}.currency", $"{field}.currency must be an ISO 4217 code, such as INR.");
    }
}

internal sealed record MoneyRequest(long? Amount, string? Currency);
