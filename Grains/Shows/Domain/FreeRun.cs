using Marquee.Theaters;
using Marquee.Theaters.Domain;

namespace Marquee.Shows.Domain;

/// <summary>
/// Free standard seats of one row that touch each other. An aisle, a taken seat and a wheelchair or companion place end a run.
/// </summary>
internal readonly record struct FreeRun(int First, int Count)
{
    public int End => First + Count;

    public static List<FreeRun> In(SeatMap map, SeatRow row, DateTimeOffset now)
    {
        var runs = new List<FreeRun>();
        var first = row.First;
        for (var seat = row.First; seat <= row.End; seat++)
        {
            var free = seat < row.End && map.Plan.Seats[seat].Kind == SeatKind.Standard && map.IsFree(seat, now);
            var touches = free && (seat == first || map.Plan.Beside(seat - 1, seat));
            if (touches) continue;
            if (seat > first) runs.Add(new FreeRun(first, seat - first));
            first = free ? seat : seat + 1;
        }

        return runs;
    }
}
