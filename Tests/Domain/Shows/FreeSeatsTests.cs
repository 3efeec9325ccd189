using Marquee.Shows.Domain;
using Xunit;
using static Marquee.Tests.Domain.Shows.Halls;

namespace Marquee.Tests.Domain.Shows;

public sealed class FreeSeatsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void As_many_seats_are_counted_free_as_can_be_had_whatever_was_done_to_them(int seed)
    {
        var random = new Random(seed);
        var map = Map(Row("A", "1-30"));
        var now = Noon;
        var packer = new SeatPacker(0, map);
        var (rest, archive, archives) = (Array.Empty<byte>(), default(byte[]), 0);
        List<BookingId> bookings = [];
        for (var step = 0; step < 2_000; step++)
        {
            now = now.AddSeconds(random.Next(20));
            var seat = random.Next(map.Plan.Count);
            switch (random.Next(10))
            {
                case 0 or 1 when map.IsFree(seat, now):
                    var booking = Booking();
                    int[] seats = seat + 1 < map.Plan.Count && map.IsFree(seat + 1, now) ? [seat, seat + 1] : [seat];
                    map.Hold(booking, Customer(), seats, now, now.AddMinutes(1));
                    bookings.Add(booking);
                    break;
                case 2 when map.IsFree(seat, now):
                    map.Block([seat], now);
                    break;
                case 3:
                    map.Unblock([seat]);
                    break;
                case 4 when bookings.Count > 0:
                    map.Release(bookings[random.Next(bookings.Count)]);
                    break;
                case 5 when bookings.Count > 0:
                    map.BeginPayment(bookings[random.Next(bookings.Count)], Payment(), now.AddMinutes(10), now);
                    break;
                case 6:
                    map.Sweep(now);
                    break;
                case 7 when random.Next(2) == 0 && bookings.Count > 0:
                    var buyer = bookings[random.Next(bookings.Count)];
                    if (map.Find(buyer) is { } claim) map.Confirm(buyer, claim.Customer, claim.Seats, now);
                    break;
                case 7 when bookings.Count > 0:
                    map.Remove(bookings[random.Next(bookings.Count)]);
                    break;
                case 8 when bookings.Count > 0:
                    map.Acknowledge(bookings[random.Next(bookings.Count)], now);
                    break;
                case 9 when random.Next(3) == 0 && bookings.Count > 0:
                    map.Free(bookings[random.Next(bookings.Count)], [seat]);
                    break;
            }

            Assert.Equal(Enumerable.Range(0, map.Plan.Count).Count(seat => map.IsFree(seat, now)), map.CountFree(now));
            var back = PackedSeats.Unpack(map.Plan, map.Packed());
            Assert.Equal((map.CountFree(now), map.BlockedCount), (back.CountFree(now), back.BlockedCount));
            Assert.Equal(map.Claims.Count(claim => claim.Open), map.Open.Count);
            CheckReaders(map, new DurableSeats(map.Plan, map.Packed()), now);
            // As a show does it: not after every change, and now and then after it was asleep.
            if (random.Next(3) != 0) continue;
            (rest, archive) = Save(packer.Pack(map), archive);
            CheckReaders(map, new DurableSeats(map.Plan, rest, archive), now);
            var awake = PackedSeats.Unpack(map.Plan, rest, archive);
            AssertSame(map, awake);
            if (random.Next(10) == 0) (map, packer) = (awake, new SeatPacker(0, awake, archive));
        }

        Assert.True(archives > 5, $"{archives} archives");

        (byte[], byte[]?) Save(PackedMap packed, byte[]? before)
        {
            if (packed.ArchiveIsNew) archives++;
            return (packed.Rest, packed.ArchiveIsNew ? packed.Archive : before);
        }
    }

    private static void CheckReaders(SeatMap map, DurableSeats durable, DateTimeOffset now)
    {
        Assert.Equal(map.Tally(now), durable.Tally(now));
        Assert.Equal(Enumerable.Range(0, map.Plan.Count).Select(seat => map.StatusOf(seat, now)), durable.Statuses(now));
    }
}
