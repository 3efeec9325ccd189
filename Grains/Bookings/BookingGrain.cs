using Marquee.Bookings.Domain;
using Marquee.Payments;
using Marquee.Shows;
using Marquee.Storage;
using Marquee.Tickets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace Marquee.Bookings;

/// <summary>
/// The saga of one booking. Two writes where all goes well, pending and confirmed; in between the show's claim says which payment the
/// seats wait for, so a crash at any point is taken up by whoever calls next: the customer, the provider or the show.
/// </summary>
[GrainType("booking"), CollectionAgeLimit(Minutes = 2), MayInterleave(nameof(AnswersWhileBusy))]
internal sealed partial class BookingGrain(
    IGrainContext context, TimeProvider clock, IOptions<BookingOptions> options, IOptions<TicketOptions> tickets, ILogger<BookingGrain> log)
    : Grain, IBookingGrain, IRemindable
{
    private readonly DurableState<BookingState> _state = new(context, "booking");
    private object? _atWork;
    private PaymentId _paying;

    private BookingId Id { get; } = Ids.Parse<BookingId>(context.GrainId.Key.ToString()!);

    private BookingState Booking => _state.Value ?? throw new InvalidOperationException($"There is no booking {Id}.");

    /// <summary>
    /// Lets a repeat in while its first run is at work, only to be told so. Orleans asks about the request at work too, and a yes to that one
    /// would let everything in: webhooks and wake-ups, in the middle of a payment.
    /// </summary>
    public bool AnswersWhileBusy(IInvokable request) =>
        _atWork is not null && request.GetMethodName() is nameof(Create) or nameof(Pay) && !ReferenceEquals(request.GetArgument(0), _atWork);

    public async Task<CreateBookingResult> Create(CreateBooking command)
    {
        if (_atWork is not null) return new CreateBookingResult(CreateBookingOutcome.InProgress, null, default, []);
        _atWork = command;
        try
        {
            return BookingSteps.IsMade(_state.Value) ? await ReplayAsync(command) : await CreateOnceAsync(command);
        }
        finally
        {
            _atWork = null;
        }
    }

    public async Task<BookingView?> Get(UserId customer)
    {
        await _state.LoadAsync();
        if (_state.Value is not { } booking || booking.Customer != customer) return null;
        var payment = booking.Payment is { } id ? await PaymentOf(id).Get() : null;
        return BookingViews.Of(Id, booking, await ShowAsync(), payment);
    }

    public async Task<PayBookingResult> Pay(PayBooking command)
    {
        if (_atWork is not null) return new PayBookingResult(_paying == command.Payment ? PayBookingOutcome.InProgress : PayBookingOutcome.NotPayable, null);
        _atWork = command;
        _paying = command.Payment;
        try
        {
            var result = await PayOnceAsync(command);
            return result.Outcome == PayBookingOutcome.NotFound ? result : result with { Show = Booking.Show, Version = Booking.Version };
        }
        finally
        {
            _atWork = null;
        }
    }

    public async Task<GiveUpOutcome> GiveUp(UserId customer)
    {
        await _state.LoadAsync();
        if (_state.Value is not { } booking || booking.Customer != customer) return GiveUpOutcome.NotFound;
        if (booking.Status == BookingStatus.Expired) return GiveUpOutcome.GivenUp;
        if (booking.Status != BookingStatus.Pending || !await Show().Release(Id)) return GiveUpOutcome.NotPending;
        await ExpireAsync(customer.ToString());
        return GiveUpOutcome.GivenUp;
    }

    /// <summary>Holds first and saves then, without having looked for an earlier run: almost always there is none, and the save finds out.</summary>
    private async Task<CreateBookingResult> CreateOnceAsync(CreateBooking command)
    {
        var now = clock.GetUtcNow();
        var show = GrainFactory.Grain<IShowGrain>(command.Show.ToString());
        var held = await show.Hold(new HoldSeats(Id, command.Customer, command.Seats, command.Best));
        if (held.Outcome != HoldOutcome.Held)
        {
            // Refused now, but the request may be the repeat of one that was carried out.
            await _state.LoadAsync();
            return BookingSteps.IsMade(_state.Value) ? await ReplayAsync(command) : new CreateBookingResult(CreateBookingOutcome.Refused, null, held.Outcome, held.Refused);
        }

        var prices = held.Show!.Prices;
        var booking = new BookingState
        {
            Customer = command.Customer,
            Show = command.Show,
            Fingerprint = command.Fingerprint,
            Seats = held.Seats,
            Price = Pricing.Of(held.Seats, prices.Currency, options.Value.FeeBasisPoints, options.Value.TaxBasisPoints),
            HoldExpiresAt = held.Until,
            BookedFor = held.Show.StartsAt,
            CreatedAt = now,
            Version = 1,
        };
        if (!await MakeAsync(booking with { Raised = [BookingViews.Event(Id, booking, BookingChanged.Created, now)] }))
        {
            // Its seats were given up meanwhile, perhaps to somebody else. Held anew, they are watched anew.
            if (!BookingSteps.IsMade(Booking)) return await CreateOnceAsync(command);
            // A hold that this booking did not have is none of its own.
            if (BookingSteps.IsLive(Booking) ? Booking.HoldExpiresAt != held.Until : Booking.Status != BookingStatus.Confirmed) await show.Release(Id);
            return await ReplayAsync(command);
        }

        return new CreateBookingResult(CreateBookingOutcome.Created, BookingViews.Of(Id, Booking, held.Show, null), default, []);
    }

    /// <summary>Over a bar that was there before the seats were held, or where nothing is; false where there is something.</summary>
    private async Task<bool> MakeAsync(BookingState booking)
    {
        if (_state.Value is null) return await _state.CreateAsync(booking);
        await _state.SaveAsync(booking);
        return true;
    }

    /// <summary>The first answer again: the booking as it was made, whatever it has become since.</summary>
    private async Task<CreateBookingResult> ReplayAsync(CreateBooking command)
    {
        var booking = Booking;
        if (booking.Fingerprint != command.Fingerprint || booking.Customer != command.Customer)
            return new CreateBookingResult(CreateBookingOutcome.KeyReused, null, default, []);
        var first = booking with { Status = BookingStatus.Pending, Version = 1, Payment = null, Refund = null, Refunds = [], Failure = BookingFailure.None, CheckIns = [] };
        return new CreateBookingResult(CreateBookingOutcome.Replayed, BookingViews.Of(Id, first, await ShowAsync(), null), default, []);
    }

    private IShowGrain Show() => GrainFactory.Grain<IShowGrain>(Booking.Show.ToString());

    private async Task<ShowView> ShowAsync() =>
        await Show().Get() ?? throw new InvalidOperationException($"Show {Booking.Show} of {Id} is gone.");

    private IPaymentGrain PaymentOf(PaymentId payment) => GrainFactory.Grain<IPaymentGrain>(payment.ToString());
}
