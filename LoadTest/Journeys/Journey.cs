using Marquee.LoadTest.Invariants;

namespace Marquee.LoadTest.Journeys;

/// <summary>One visit from its first look to its end, and how that was. What it was told of its booking goes into the history.</summary>
internal sealed class Journey(Visitor visitor, Stage stage, StagedShow show, PayWith pay, Random random, History history)
{
    private const int MostSeats = 4;
    private static readonly TimeSpan PollPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan PollPatience = TimeSpan.FromSeconds(15);

    /// <summary>Seats that it was told are its own at the end.</summary>
    public int SeatsBought { get; private set; }

    /// <summary>In a word or two how it went.</summary>
    public async Task<string> RunAsync(JourneyKind kind, bool rush)
    {
        if (!rush && await BrowseAsync() is { } turnedAway) return turnedAway;
        if (kind == JourneyKind.Browse) return "looked";
        var held = await HoldAsync(rush);
        if (held is not { IsGood: true }) return WithoutSeats(held);
        var booking = Booking.Read(held, show.Id);
        history.Write(booking.Told(ToldStatus.Held));
        return kind switch
        {
            JourneyKind.Abandon => await AbandonAsync(booking),
            JourneyKind.Decline => await BeDeclinedAsync(booking),
            _ => await BuyAsync(booking, thenCancel: kind == JourneyKind.Cancel),
        };
    }

    /// <summary>Null where all went well.</summary>
    private async Task<string?> BrowseAsync()
    {
        foreach (var (name, path) in new[]
        {
            ("search", $"/v1/movies?q={Uri.EscapeDataString(stage.Word)}"), ("shows of a movie", $"/v1/movies/{show.Movie}/shows"), ("show", $"/v1/shows/{show.Id}"),
        })
        {
            if (await visitor.GetAsync(name, path) is { IsGood: false } answer) return $"turned away {answer.Name}";
        }

        return null;
    }

    /// <summary>Null where no such seats are left. Who is beaten to them looks again, twice.</summary>
    private async Task<Answer?> HoldAsync(bool rush)
    {
        var count = random.Next(1, MostSeats + 1);
        if (rush) return await visitor.PostAsync("hold", "/v1/bookings", new { showId = show.Id, bestAvailable = new { quantity = count } });
        for (var tries = 0; ; tries++)
        {
            var map = await visitor.GetAsync("seat map", $"/v1/shows/{show.Id}/seats");
            if (!map.IsGood) return map;
            if (FreeSeats.Choose(map.Json, count, random) is not { } seats) return null;
            var answer = await visitor.PostAsync("hold", "/v1/bookings", new { showId = show.Id, seats });
            if (answer.Code != "seats-unavailable" || tries == 2) return answer;
        }
    }

    private string WithoutSeats(Answer? answer)
    {
        // Nobody told it which booking that would be; the books must show that it is none, or one that ends.
        if (answer is { IsGood: false, IsRefusal: false }) history.Write(new Told("", show.Id, [], ToldStatus.Unknown, 0, ""));
        return answer is null ? "sold out" : answer.IsRefusal ? $"no seats {answer.Code}" : $"no seats {answer.Name}";
    }

    private async Task<string> AbandonAsync(Booking booking)
    {
        if (random.Next(2) == 0) return "left";
        var answer = await visitor.DeleteAsync("give up", $"/v1/bookings/{booking.Id}");
        history.Write(booking.Told(answer.IsGood ? ToldStatus.GivenUp : ToldStatus.Unknown));
        return answer.IsGood ? "gave up" : $"gave up {answer.Name}";
    }

    private async Task<string> BeDeclinedAsync(Booking booking)
    {
        var answer = await visitor.PostAsync("pay by card, declined", $"/v1/bookings/{booking.Id}/payments", new { method = "card", card = new { token = "tok_declined" } });
        if (answer.Code != "payment-declined") history.Write(booking.Told(ToldStatus.Unknown));
        return answer.Code == "payment-declined" ? await AbandonAsync(booking) : $"declined {answer.Name}";
    }

    private async Task<string> BuyAsync(Booking booking, bool thenCancel)
    {
        var status = await PayAsync(booking);
        history.Write(booking.Told(status));
        if (status != ToldStatus.Confirmed) return $"not bought {status}";
        if (thenCancel) return await CancelAsync(booking);
        SeatsBought = booking.Seats.Length;
        var ticket = await visitor.GetAsync("ticket", $"/v1/bookings/{booking.Id}/ticket", signedIn: true);
        return ticket.IsGood ? "bought" : $"bought, ticket {ticket.Name}";
    }

    private async Task<ToldStatus> PayAsync(Booking booking)
    {
        var (name, body) = pay switch
        {
            PayWith.Wallet => ("pay by wallet", (object)new { method = "wallet" }),
            PayWith.Card => ("pay by card", new { method = "card", card = new { token = "tok_success" } }),
            _ => ("pay by UPI", new { method = "upi", upi = new { flow = "collect", vpa = "success@sandbox" } }),
        };
        var answer = await visitor.PostAsync(name, $"/v1/bookings/{booking.Id}/payments", body);
        if (answer.IsGood && answer.Text("status") == "succeeded") return ToldStatus.Confirmed;
        // By card and UPI the outcome may come later; and where no answer came, the booking knows.
        return answer.IsGood || !answer.IsRefusal ? await PollAsync(booking) : ToldStatus.Unknown;
    }

    private async Task<ToldStatus> PollAsync(Booking booking)
    {
        var deadline = TimeProvider.System.GetUtcNow() + PollPatience;
        while (TimeProvider.System.GetUtcNow() < deadline)
        {
            await Task.Delay(PollPause);
            var answer = await visitor.GetAsync("booking", $"/v1/bookings/{booking.Id}", signedIn: true);
            if (!answer.IsGood) continue;
            if (answer.Text("status") is "confirmed") return ToldStatus.Confirmed;
            if (answer.Text("status") is not ("pending" or "paying")) return ToldStatus.Unknown;
        }

        return ToldStatus.Unknown;
    }

    private async Task<string> CancelAsync(Booking booking)
    {
        var answer = await visitor.PostAsync("cancel", $"/v1/bookings/{booking.Id}/cancellation", new { });
        var canceled = answer.IsGood && answer.Text("status") is "canceled" or "canceling";
        history.Write(booking.Told(canceled ? ToldStatus.Canceled : ToldStatus.Unknown));
        return canceled ? "canceled" : $"not canceled {answer.Name}";
    }
}
