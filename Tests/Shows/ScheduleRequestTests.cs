using Marquee.Api.Http;
using Marquee.Api.Shows;
using Marquee.Theaters;
using Xunit;

namespace Marquee.Tests.Shows;

public sealed class ScheduleRequestTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly ShowId Show = Ids.New<ShowId>(TimeProvider.System);

    private static readonly ScheduleRequest Valid = new(
        Ids.New<MovieId>(TimeProvider.System).ToString(), Ids.New<TheaterId>(TimeProvider.System).ToString(),
        Ids.New<ScreenId>(TimeProvider.System).ToString(), Noon, "Hindi", new PricesRequest(new MoneyRequest(0, "INR")));

    [Fact]
    public void What_is_not_said_has_its_usual_value()
    {
        var command = Valid.Command(Show, default, new Validation());
        Assert.Equal((15, false, 10), (command.CleaningMinutes, command.Rules.SingleSeatGap, command.Rules.MaxSeats));
        Assert.Equal(new PriceList("INR", 0, null, null), command.Prices);
    }

    [Fact]
    public void The_widest_values_are_taken() => Assert.Empty(Errors(Valid with
    {
        CleaningMinutes = 240,
        Rules = new RulesRequest(true, 1, false),
        Prices = new PricesRequest(new MoneyRequest(100_000_000, "USD"), new MoneyRequest(1, "USD"), new MoneyRequest(0, "USD")),
    }));

    [Fact]
    public void Every_missing_field_is_named_at_once() => Assert.Equal(
        ["language", "movieId", "prices", "screenId", "startsAt"],
        Errors(new ScheduleRequest(null, null, null, null, null, null)));

    [Fact]
    public void An_id_of_something_else_is_refused() => Assert.Equal(["movieId"], Errors(Valid with { MovieId = Valid.ScreenId }));

    [Theory]
    [InlineData(-1)]
    [InlineData(241)]
    public void Cleaning_takes_from_nothing_to_four_hours(int minutes) =>
        Assert.Equal(["cleaningMinutes"], Errors(Valid with { CleaningMinutes = minutes }));

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    public void A_customer_may_have_1_to_10_seats(int seats) =>
        Assert.Equal(["rules.maxSeats"], Errors(Valid with { Rules = new RulesRequest(null, seats, null) }));

    [Theory]
    [InlineData(-1L, "INR", "prices.gold.amount")]
    [InlineData(100_000_001L, "INR", "prices.gold.amount")]
    [InlineData(null, "INR", "prices.gold.amount")]
    [InlineData(1L, "inr", "prices.gold.currency")]
    [InlineData(1L, "RUPEE", "prices.gold.currency")]
    [InlineData(1L, null, "prices.gold.currency")]
    public void A_price_is_an_amount_and_a_currency(long? amount, string? currency, string field) =>
        Assert.Equal([field], Errors(Valid with { Prices = new PricesRequest(null, new MoneyRequest(amount, currency), null) }));

    [Fact]
    public void Prices_do_not_mix_currencies() =>
        Assert.Equal(["prices"], Errors(Valid with { Prices = new PricesRequest(new MoneyRequest(1, "INR"), new MoneyRequest(1, "USD"), null) }));

    private static IEnumerable<string> Errors(ScheduleRequest request)
    {
        var checks = new Validation();
        request.Command(Show, default, checks);
        return ((IDictionary<string, string[]>)checks.Problem().ProblemDetails.Extensions["errors"]!).Keys.Order(StringComparer.Ordinal);
    }
}
