using Marquee.LoadTest.Faults.Customers;
using Marquee.LoadTest.Faults.Stories;

namespace Marquee.LoadTest.Faults.Settling;

/// <summary>Asks again, after all is over, what was answered during the fault: the same key must get the same answer.</summary>
internal static class Repeats
{
    private const int Most = 60;

    /// <summary>Answers what was not as before, in words.</summary>
    public static async Task<IReadOnlyList<string>> AskAsync(IReadOnlyList<Story> stories, IReadOnlyList<Account> customers, Random random)
    {
        var byId = customers.ToDictionary(customer => customer.Id);
        var wrong = new List<string>();
        var confirmed = stories.Where(story => story.Confirmed is not null && byId.ContainsKey(story.Customer)).ToArray();
        random.Shuffle(confirmed);
        foreach (var story in confirmed.Take(Most))
        {
            // The body of the payment is not kept; another one under its key is refused, and that it is tells that the key is known.
            var path = $"/v1/bookings/{story.Booking}/payments";
            var answer = await byId[story.Customer].AskAsync(HttpMethod.Post, path, new { method = "card", card = new { token = "tok_another" } }, story.Confirmed!.Key);
            if (answer.Code != "idempotency-key-reused") wrong.Add($"The key of the payment of {story.Booking} is not known any more: {answer.Name}.");
            var hold = await byId[story.Customer].AskAsync(HttpMethod.Post, "/v1/bookings", new { showId = story.Show, seats = story.Seats }, story.Held!.Key);
            var same = hold.Status == 201 && hold.Body.GetProperty("id").GetString() == story.Booking;
            if (!same) wrong.Add($"{story.Booking} was asked for again and answered {hold.Name}.");
        }

        return wrong;
    }
}
