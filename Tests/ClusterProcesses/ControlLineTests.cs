using Marquee.LoadTest.Clusters;
using Xunit;

namespace Marquee.Tests.ClusterProcesses;

public sealed class ControlLineTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("marquee-control-").FullName;

    [Fact]
    public async Task A_cluster_does_what_it_is_told_and_answers()
    {
        using var line = await ControlLine.ListenAsync(_data);
        using var end = new CancellationTokenSource();
        var serving = ControlLine.ServeAsync(line, command => Task.FromResult($"heard {command}\nand more"), end.Token);
        var said = new StringWriter();
        Assert.True(await ControlLine.TellAsync(_data, new ClusterCommand(ClusterVerb.StopSilo, 2), said));
        Assert.Equal(["heard stop-silo 2", "and more", ""], said.ToString().Split(Environment.NewLine));
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => serving);
    }

    [Fact]
    public async Task What_it_will_not_do_is_told_with_the_reason()
    {
        using var line = await ControlLine.ListenAsync(_data);
        using var end = new CancellationTokenSource();
        var serving = ControlLine.ServeAsync(line, _ => throw new ClusterException("There is no silo-9."), end.Token);
        var said = new StringWriter();
        Assert.False(await ControlLine.TellAsync(_data, new ClusterCommand(ClusterVerb.StopSilo, 9), said));
        Assert.Equal("There is no silo-9.", said.ToString().TrimEnd());
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => serving);
    }

    [Fact]
    public async Task Where_no_cluster_runs_nobody_is_told() =>
        Assert.Contains("No cluster runs in", (await Assert.ThrowsAsync<ClusterException>(() => ControlLine.TellAsync(_data, new ClusterCommand(ClusterVerb.Status), TextWriter.Null))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task One_folder_has_one_cluster_and_that_of_a_killed_one_is_free()
    {
        using (await ControlLine.ListenAsync(_data))
            Assert.Contains("A cluster runs in", (await Assert.ThrowsAsync<ClusterException>(() => ControlLine.ListenAsync(_data))).Message, StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(_data, "cluster.sock"), "left by one that was killed");
        (await ControlLine.ListenAsync(_data)).Dispose();
    }

    [Fact]
    public async Task A_folder_whose_name_is_too_long_for_a_socket_is_refused() =>
        Assert.Contains("too long", (await Assert.ThrowsAsync<ClusterException>(() => ControlLine.ListenAsync(Path.Combine(_data, new string('x', 100))))).Message, StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(_data, recursive: true);
}
