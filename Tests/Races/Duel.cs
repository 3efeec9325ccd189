using Marquee.Bookings;
using Marquee.Payments;
using Marquee.Shows;
using Marquee.Tests.Cluster;

namespace Marquee.Tests.Races;

/// <summary>One seat, held by a customer who is about to pay, and another customer who asks for it as the hold ends.</summary>
internal sealed class Duel(BookingCluster cluster, ShowId show)
{
    private const long Given = 50_000;
    private const long Price = 21_180;

    private readonly BookingId _second = cluster.NewId<BookingId>();
    private readonly UserId _holder = cluster.NewId<UserId>();
    private readonly UserId _next = cluster.NewId<UserId>();
    private readonly PaymentId _payment = cluster.NewId<PaymentId>();
    private BookingId _first;

    /// <summary>True where the holder has the seat in the end.</summary>
    public bool HolderWon { get; private set; }

    public static async Task<Duel> BeginAsync(BookingCluster cluster)
    {
        var show = await cluster.OpenShow("1");
        var duel = new Duel(cluster, show);
        duel._first = await cluster.Book(show, duel._holder, "A1");
        await cluster.Give(duel._holder, Given);
        return duel;
    }

    public Task PayAsync() => cluster.Booking(_first).Pay(BookingCluster.FromWallet(_holder, _payment));

    /// <summary>Stops the hold's clock, as a booking does before it asks for money.</summary>
    public Task BeginPaymentAsync() => cluster.Show(show).BeginPayment(_first, _payment, cluster.Clock.GetUtcNow().AddMinutes(10));

    /// <summary>The provider takes the money and the booking does not hear of it, as after a crash in between.</summary>
    public Task CaptureAsync() => cluster.Payment(_payment).Start(new StartPayment(
        new PaymentPurpose(_first), _holder, new Money(Price, "INR"), new PaymentInstrument(PaymentMethod.Wallet, null), default));

    public Task TellOfMoneyAsync() => cluster.Booking(_first).PaymentChanged(_payment);

    public async Task<bool> AskAsync()
    {
        var answer = await cluster.Booking(_second).Create(BookingCluster.Command(show, _next, "A1"));
        return answer.Outcome is CreateBookingOutcome.Created or CreateBookingOutcome.Replayed;
    }

    /// <summary>What is wrong once everybody has asked for the last time: one owner, and the money where the seat is.</summary>
    public async Task<List<string>> WrongAsync()
    {
        var status = (await cluster.Booking(_first).Get(_holder))!.Status;
        HolderWon = status == BookingStatus.Confirmed;
        // The next customer may have asked before the hold ended, and asks again as anybody would.
        var nextWon = await AskAsync();
        var map = await cluster.SeatsOf(show);
        var balance = (await cluster.Wallet(_holder).Get()).Balance.Amount;
        var payment = await cluster.Payment(_payment).Get();
        var kept = payment is { Status: PaymentStatus.Succeeded } ? payment.Amount.Amount - payment.Refunded : 0;
        List<string> wrong = [];
        if (HolderWon == nextWon) wrong.Add($"{show}: the holder is {status}, and the next customer was{(nextWon ? "" : " not")} served");
        if (map != (HolderWon ? "A1:Sold" : "A1:Held")) wrong.Add($"{show}: the holder is {status}, and the map shows {map}");
        if (balance != (HolderWon ? Given - Price : Given)) wrong.Add($"{show}: the holder is {status} and has {balance}");
        if (kept != Given - balance) wrong.Add($"{show}: the payment keeps {kept} and the wallet is short of {Given - balance}");
        return wrong;
    }
}
