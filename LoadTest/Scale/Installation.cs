using System.Diagnostics;
using Marquee.LoadTest.Comparison;
using Npgsql;

namespace Marquee.LoadTest.Scale;

/// <summary>An installation of one size: a PostgreSQL server of its own, whose data outlive it, and the product on it.</summary>
internal sealed class Installation : IAsyncDisposable
{
    /// <summary>Enough that nobody wants more than ten seats of a show.</summary>
    private const int Customers = 400;

    private readonly List<string> _wrong = [];
    private ProductSide? _product;

    private Installation(string name, Database database) => (Name, Database) = (name, database);

    public string Name { get; }

    public Database Database { get; }

    public ProductSide Product => _product ?? throw new InvalidOperationException($"The product of {Name} is stopped.");

    /// <summary>What was wrong with its books each time its product was stopped.</summary>
    public IReadOnlyList<string> Wrong => _wrong;

    /// <param name="folder">Where its data are, or will be.</param>
    public static async Task<Installation> StartAsync(string name, string folder)
    {
        var installation = new Installation(name, await Database.StartAsync(folder));
        try
        {
            await installation.StartProductAsync();
            return installation;
        }
        catch
        {
            await installation.DisposeAsync();
            throw;
        }
    }

    /// <summary>A second installation with the same data, of one that does not run.</summary>
    public static async Task CopyAsync(string from, string to)
    {
        using var copy = Process.Start("cp", ["-a", from, to]);
        await copy.WaitForExitAsync();
        if (copy.ExitCode != 0) throw new IOException($"{from} could not be copied to {to}.");
    }

    public async Task StartProductAsync() => _product = await ProductSide.StartAsync(Database, Customers, Hall.Usual);

    /// <summary>Everything in memory is gone; what was told is checked first.</summary>
    public async Task StopProductAsync()
    {
        if (_product is not { } product) return;
        _wrong.AddRange((await product.CheckAsync()).Select(what => $"{Name}: {what}"));
        _product = null;
        await product.DisposeAsync();
    }

    /// <summary>Shows that nobody has touched since they were opened.</summary>
    public async Task<List<string>> UntouchedShowsAsync()
    {
        await using var query = Database.Product.CreateCommand(
            """
            SELECT v.id
            FROM show_view v
            WHERE NOT v.withdrawn AND NOT EXISTS
              (SELECT FROM grain_state g WHERE g.grain_type = 'show/show-seats' AND g.grain_key = v.id)
            ORDER BY v.id
            """);
        var shows = new List<string>();
        await using var reader = await query.ExecuteReaderAsync();
        while (await reader.ReadAsync()) shows.Add(reader.GetString(0));
        return shows;
    }

    public async ValueTask DisposeAsync()
    {
        if (_product is not null) await _product.DisposeAsync();
        await Database.DisposeAsync();
    }
}
