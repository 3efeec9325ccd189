using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace Marquee.Tests.Architecture;

/// <summary>A page that names tests is wrong once one of them goes or changes its name.</summary>
public sealed partial class NamedTestTests
{
    [Fact]
    public void Every_test_that_the_page_on_invariants_names_exists()
    {
        var tests = Assembly.GetExecutingAssembly().GetTypes()
            .SelectMany(type => type.GetMethods().Where(method => method.GetCustomAttribute<FactAttribute>() is not null).Select(method => $"{type.Name}.{method.Name}"))
            .ToHashSet();
        var named = Names().Matches(File.ReadAllText(Path.Combine(Repository, "docs", "invariants.md"))).Select(match => match.Groups[1].Value).ToArray();

        Assert.Empty(named.Except(tests));
        // Every invariant, race and story of the page has at least one.
        Assert.True(named.Distinct().Count() > 40, $"It names {named.Length} tests.");
    }

    private static string Repository
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "orleans.sln"))) folder = folder.Parent!;
            return folder.FullName;
        }
    }

    [GeneratedRegex("`([A-Za-z]+Tests\\.[A-Za-z0-9_]+)`")]
    private static partial Regex Names();
}
