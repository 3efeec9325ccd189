using Marquee.LoadTest.Faults.Stories;

namespace Marquee.LoadTest.Faults.Customers;

/// <summary>Asks for one step of a booking, under one key, until the answer says yes or no; and writes down every try.</summary>
internal sealed class Asking(Account account, Diary diary, Errors errors)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Null where no definite answer came for three minutes.</summary>
    public async Task<Call?> UntilDefiniteAsync(Story story, Step step, string key, object? body)
    {
        var began = diary.Now;
        while (diary.Now - began < Patience)
        {
            var call = await OnceAsync(story, step, key, body);
            if (call.Outcome != Outcome.Unknown) return call;
            await Task.Delay(Random.Shared.Next(150, 500));
        }

        return null;
    }

    public async Task<Call> OnceAsync(Story story, Step step, string key, object? body)
    {
        var (method, path) = step switch
        {
            Step.Hold => (HttpMethod.Post, "/v1/bookings"),
            Step.Pay => (HttpMethod.Post, $"/v1/bookings/{story.Booking}/payments"),
            Step.GiveUp => (HttpMethod.Delete, $"/v1/bookings/{story.Booking}"),
            _ => (HttpMethod.Post, $"/v1/bookings/{story.Booking}/cancellation"),
        };
        var asked = diary.Now;
        var answer = await account.AskAsync(method, path, body, step == Step.GiveUp ? null : key);
        var answered = diary.Now;
        errors.Note(answer, answered - asked);
        var call = answer.CallOf(step, key, asked, answered);
        story.Add(call);
        return call;
    }
}
