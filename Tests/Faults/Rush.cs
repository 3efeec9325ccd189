using System.Collections.Concurrent;
using Marquee.Tests.Api;
using Xunit;

namespace Marquee.Tests.Faults;

/// <summary>
/// Customers who book one seat after the other from their wallets and write down what they were told, under keys that they can repeat
/// whatever happened in between.
/// </summary>
internal sealed class Rush(string show)
{
    /// <summary>As many as one customer may have of a show.</summary>
    public const int SeatsEach = 10;
    private const int Price = 21_180;
    private readonly ConcurrentBag<Wish> _wishes = [];

    public sealed record Wish(string Customer, string Seat, string BookKey, string PayKey)
    {
        public string? Booking { get; set; }

        public bool Confirmed { get; set; }

        /// <summary>True once the answer is definite, a refusal included.</summary>
        public bool Settled { get; set; }
    }

    /// <summary>What the customers were told that they bought, in minor units.</summary>
    public long Sold => Confirmed * (long)Price;

    public int Confirmed => _wishes.Count(wish => wish.Confirmed);

    /// <summary>Each books ten seats of their own, until nobody answers any more.</summary>
    public Task RunAsync(IReadOnlyDictionary<string, ApiClient> customers) => Task.WhenAll(customers.Select(async (customer, index) =>
    {
        for (var seat = (index * SeatsEach) + 1; seat <= (index + 1) * SeatsEach; seat++)
        {
            var wish = new Wish(customer.Key, $"A{seat}", $"book-{seat}", $"pay-{seat}");
            _wishes.Add(wish);
            if (!await TryAsync(wish, customer.Value)) return;
        }
    }));

    /// <summary>Repeats everything that has no definite answer yet, unchanged, until all of it has.</summary>
    public async Task SettleAsync(IReadOnlyDictionary<string, ApiClient> customers)
    {
        var deadline = DateTimeOffset.UtcNow.AddSeconds(90);
        while (_wishes.Where(wish => !wish.Settled).ToList() is { Count: > 0 } open)
        {
            Assert.True(DateTimeOffset.UtcNow < deadline, $"{open.Count} requests never got a definite answer.");
            foreach (var wish in open) await TryAsync(wish, customers[wish.Customer]);
            await Task.Delay(200);
        }
    }

    /// <summary>What clients were told, the seat map and the wallets must tell one story.</summary>
    public async Task CheckAsync(IReadOnlyDictionary<string, ApiClient> customers, long given)
    {
        foreach (var wish in _wishes.Where(wish => wish.Confirmed))
        {
            var booking = (await customers[wish.Customer].GetAsync($"/v1/bookings/{wish.Booking}")).Is(200);
            Assert.Equal(("confirmed", wish.Seat), (booking.Text("status"), booking.At("seats")[0].GetProperty("label").GetString()));
        }

        var sold = (await customers.Values.First().GetAsync($"/v1/shows/{show}/seats")).Is(200).At("rows")[0].GetProperty("seats").EnumerateArray()
            .Where(seat => seat.GetProperty("status").GetString() == "sold").Select(seat => seat.GetProperty("label").GetString()!).Order().ToList();
        Assert.Equal(_wishes.Where(wish => wish.Confirmed).Select(wish => wish.Seat).Order(), sold);
        foreach (var (email, client) in customers)
        {
            var paid = _wishes.Count(wish => wish.Customer == email && wish.Confirmed) * (long)Price;
            Assert.Equal(given - paid, (await client.GetAsync("/v1/me/wallet")).Is(200).Number("balance", "amount"));
        }
    }

    /// <summary>False where no answer came.</summary>
    private async Task<bool> TryAsync(Wish wish, ApiClient client)
    {
        try
        {
            if (wish.Booking is null)
            {
                var booked = await client.PostAsync("/v1/bookings", new { showId = show, seats = new[] { wish.Seat } }, wish.BookKey);
                if (booked.Status == 503 || (booked.Status == 409 && booked.Text("code") == "idempotency-in-progress")) return false;
                wish.Booking = booked.Is(201).Id;
            }

            var paid = await client.PostAsync($"/v1/bookings/{wish.Booking}/payments", new { method = "wallet" }, wish.PayKey);
            if (paid.Status == 503 || (paid.Status == 409 && paid.Text("code") is "idempotency-in-progress" or "booking-not-payable")) return false;
            if (paid.Status == 402)
            {
                // Given up while nobody knew whether it was made: a new payment is a new request.
                paid = await client.PostAsync($"/v1/bookings/{wish.Booking}/payments", new { method = "wallet" }, wish.PayKey + "-again");
                if (paid.Status != 201) return false;
            }

            wish.Confirmed = paid.Is(201).Text("status") == "succeeded";
            wish.Settled = wish.Confirmed;
            return true;
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or IOException)
        {
            return false;
        }
    }
}
