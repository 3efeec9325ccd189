namespace Marquee.LoadTest.Faults.Customers;

/// <summary>Registers customers with full wallets.</summary>
internal static class Enrolling
{
    private const int AtOnce = 4;

    public static async Task<IReadOnlyList<Account>> RegisterAsync(IReadOnlyList<Uri> apis, int count)
    {
        var accounts = new Account[count];
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) =>
        {
            using var client = new MarqueeClient(apis[number % apis.Count]);
            var customer = await NewCustomer.RegisterAsync(client, "+91 98765 43210");
            accounts[number] = new Account(customer.Id, customer.Token, apis);
            // A mail has a ticket printed with it, which costs more than the booking; most are told in a few words.
            if (number % 4 > 0) await accounts[number].AskAsync(HttpMethod.Patch, "/v1/me", new { notify = new { email = false, sms = true } }, cancellation: CancellationToken.None);
        });
        return accounts;
    }
}
