using Marquee.Audit;
using Marquee.Movies;
using Marquee.Shows;
using Marquee.Silo.Outbox;
using Marquee.Storage;
using Marquee.Theaters;
using Marquee.Users;

namespace Marquee.Silo.Audit;

/// <summary>What the house decided, as the audit log says it: films, theaters, screens, shows, seats off sale, roles.</summary>
internal static class HouseLines
{
    private static readonly Dictionary<string, Func<OutboxRow, AuditLine>> ByType = new()
    {
        [MovieSaved.Type] = Of<MovieSaved>((row, movie) => Line(row, movie.Id, $"{movie.Movie.Title}, version {movie.Version}.", kind: movie.Version == 1 ? "movie-created" : null)),
        [MovieRemoved.Type] = Of<MovieRemoved>((row, movie) => Line(row, movie.Id, "The film was removed.")),
        [TheaterSaved.Type] = Of<TheaterSaved>(Saved),
        [TheaterRemoved.Type] = Of<TheaterRemoved>((row, theater) => Line(row, theater.Id, "The theater was removed.")),
        [ShowOpened.Type] = Of<ShowOpened>((row, show) => Line(row, show.Id, $"{show.Movie} on {show.Screen} of {show.Theater}, {Words.Of(show.StartsAt)}: on sale.", show.Screen)),
        [ShowRescheduled.Type] = Of<ShowRescheduled>((row, moved) => Line(row, moved.Show.Id, $"Moved from {Words.Of(moved.Before)} to {Words.Of(moved.Show.StartsAt)}.")),
        [ShowWithdrawn.Type] = Of<ShowWithdrawn>((row, show) => Line(row, show.Id, "Off sale for good; nobody had a seat.")),
        [ShowCanceled.Type] = Of<ShowCanceled>((row, show) =>
            Line(row, show.Id, $"The show of {Words.Of(show.StartsAt)} does not take place; everybody is paid back.") with { Reason = show.Reason, Actor = show.By }),
        [ShowCancellationChanged.Paused] = Of<ShowCancellationChanged>((row, show) => Line(row, show.Id, "Paying back was paused.")),
        [ShowCancellationChanged.Resumed] = Of<ShowCancellationChanged>((row, show) => Line(row, show.Id, "Paying back goes on.")),
        [SeatsBlocked.Type] = Of<SeatsBlocked>((row, show) => Line(row, show.Id, $"{Words.Sentence(Words.Seats(show.Seats))} off sale.") with { Reason = show.Reason }),
        [SeatsBlocked.Undone] = Of<SeatsBlocked>((row, show) => Line(row, show.Id, $"{Words.Sentence(Words.Seats(show.Seats))} on sale again.")),
        [RoleChanged.Type] = Of<RoleChanged>((row, user) => Line(row, user.Id, $"From {Text(user.Before)} to {Text(user.Role)}{Where(user)}.")),
        [AccountDeleted.Type] = Of<AccountDeleted>((row, user) => Line(row, user.Id, "The account was deleted.")),
    };

    public static bool Knows(string type) => ByType.ContainsKey(type);

    public static AuditLine Of(OutboxRow row) => ByType[row.Type](row);

    private static Func<OutboxRow, AuditLine> Of<T>(Func<OutboxRow, T, AuditLine> line) where T : class => row => line(row, row.Read<T>());

    private static AuditLine Saved(OutboxRow row, TheaterSaved theater) => theater.Changed switch
    {
        { Removed: true } screen => Line(row, theater.Id, $"Screen {screen.Name} was removed.", screen.Id, "screen-removed"),
        { } screen => Line(row, theater.Id, $"Screen {screen.Name}, {theater.Screens.FirstOrDefault(each => each.Id == screen.Id)?.Seats ?? 0} seats.", screen.Id, "screen-saved"),
        null => Line(row, theater.Id, $"{theater.Theater.Name}, version {theater.Version}.", kind: theater.Version == 1 ? "theater-created" : null),
    };

    private static AuditLine Line(OutboxRow row, string subject, string detail, string? operation = null, string? kind = null) =>
        new(row.Id, row.OccurredAt, kind ?? row.Type, Events.ActorOf(row.Payload) ?? Actors.System, subject, operation, null, detail);

    private static string Where(RoleChanged user) => user.Theaters is { Count: > 0 } theaters ? $" at {string.Join(", ", theaters)}" : "";

    private static string Text(UserRole role) => role.ToString().ToLowerInvariant();
}
