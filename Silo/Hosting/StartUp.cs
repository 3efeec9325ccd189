using System.ComponentModel.DataAnnotations;
using Marquee.Silo.Postgres.Private;
using Marquee.Silo.Postgres.Schema;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Marquee.Silo.Hosting;

/// <summary>Runs a process whose operator is told in one sentence, not in a stack trace, why it cannot start.</summary>
public static class StartUp
{
    /// <summary>Answers the exit code: 1, and the sentence on standard error, where the reason can be mended by its operator.</summary>
    public static async Task<int> RunAsync(Func<Task> run)
    {
        try
        {
            await run();
            return 0;
        }
        catch (Exception failure) when (failure is StartException or PostgresUnavailableException or SchemaException or ValidationException or OptionsValidationException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
        // A setting that cannot be what it should be: no number, none of the words.
        catch (InvalidOperationException failure) when (failure.Source == "Microsoft.Extensions.Configuration.Binder")
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
        catch (NpgsqlException failure)
        {
            await Console.Error.WriteLineAsync($"The database does not work as it should: {failure.Message}");
            return 1;
        }
    }

    /// <exception cref="StartException">None is configured.</exception>
    public static string DatabaseOf(IConfiguration configuration) =>
        configuration.GetConnectionString(SiloHosting.Database) is { Length: > 0 } given
            ? given
            : throw new StartException($"ConnectionStrings__{SiloHosting.Database} is not configured.");
}
