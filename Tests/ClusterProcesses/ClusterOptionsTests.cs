using Marquee.LoadTest.Clusters;
using Xunit;

namespace Marquee.Tests.ClusterProcesses;

public sealed class ClusterOptionsTests
{
    [Fact]
    public void Without_a_word_it_is_a_cluster_as_compose_has_one()
    {
        Assert.True(ClusterOptions.TryParse([], out var options, out _));
        Assert.Equal(new ClusterOptions(null, 3, 2, 8080, ".data", true), options);
    }

    [Fact]
    public void Everything_can_be_chosen()
    {
        Assert.True(ClusterOptions.TryParse(["--silos", "5", "--apis", "1", "--no-demo", "--port", "9000", "--data", "/x"], out var options, out _));
        Assert.Equal(new ClusterOptions(null, 5, 1, 9000, "/x", false), options);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("add-silo")]
    [InlineData("stop-silo 2")]
    [InlineData("start-silo 12")]
    public void A_command_goes_over_the_line_as_it_was_given(string words)
    {
        Assert.True(ClusterOptions.TryParse($"{words} --data /x".Split(' '), out var options, out _));
        Assert.Equal((words, "/x"), (options.Command!.ToString(), options.Data));
    }

    [Theory]
    [InlineData("--silos 0", "--silos 0")]
    [InlineData("--silos", "--silos")]
    [InlineData("--port 65500", "--port")]
    [InlineData("--what 1", "--what")]
    [InlineData("stop-silo", "stop-silo")]
    [InlineData("stop-silo one", "stop-silo one")]
    [InlineData("add-silo --silos 3", "--silos")]
    [InlineData("status --no-demo", "--no-demo")]
    [InlineData("down", "down")]
    public void What_it_cannot_do_is_refused_by_name(string words, string named)
    {
        Assert.False(ClusterOptions.TryParse(words.Split(' '), out _, out var error));
        Assert.Contains(named, error, StringComparison.Ordinal);
    }
}
