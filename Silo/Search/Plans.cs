using Npgsql;

namespace Marquee.Silo.Search;

/// <summary>How the database plans what is searched.</summary>
internal static class Plans
{
    /// <summary>
    /// Keeps the plan of a prepared statement whatever its parameters are: to plan a search again takes longer than the search. Of the
    /// session; the pool undoes it. Not for what is filtered by place, where the right plan hangs on which filters there are.
    /// </summary>
    public const string Kept = "SET plan_cache_mode = force_generic_plan";

    public static async Task KeepAsync(NpgsqlConnection connection)
    {
        await using var keep = new NpgsqlCommand(Kept, connection);
        await keep.ExecuteNonQueryAsync();
    }
}
