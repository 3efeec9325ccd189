namespace Marquee.LoadTest.Faults.Customers;

/// <summary>What a customer means to do, drawn from the seed alone.</summary>
/// <param name="Payments">One after the other, until one is not declined. None for who does not pay.</param>
internal sealed record Wish(string Show, IReadOnlyList<string> Seats, IReadOnlyList<object> Payments, bool GivesUp, bool Cancels, string Key)
{
    private static readonly object Wallet = new { method = "wallet" };

    public static Wish Draw(Random random, Stage stage)
    {
        var hot = random.Next(4) == 0;
        var show = hot ? stage.Hot : stage.Shows[random.Next(stage.Shows.Count)];
        var count = random.Next(1, 4);
        // Everybody wants the same few rows of the hot show, so that most of its requests are for seats that others want.
        var row = (char)('A' + random.Next(hot ? Stage.ContendedRows : Stage.Rows));
        var first = random.Next(1, Stage.SeatsInRow - count + 2);
        var ending = random.Next(100);
        return new Wish(
            show, [.. Enumerable.Range(first, count).Select(seat => $"{row}{seat}")], ending < 14 ? [] : Methods(random.Next(100)),
            ending is >= 6 and < 14, random.Next(7) == 0, $"wish-{random.NextInt64():x}");
    }

    private static object[] Methods(int draw) => draw switch
    {
        < 50 => [Wallet],
        < 72 => [Card("tok_success")],
        < 78 => [Card("tok_declined"), Wallet],
        < 82 => [Card("tok_timeout")],
        < 94 => [Upi("success@sandbox")],
        < 97 => [Upi("slow@sandbox")],
        _ => [Upi("declined@sandbox"), Card("tok_success")],
    };

    private static object Card(string token) => new { method = "card", card = new { token } };

    private static object Upi(string vpa) => new { method = "upi", upi = new { flow = "collect", vpa } };
}
