using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;

namespace Marquee.Tests.Kafka;

/// <summary>
/// Brokers that speak the protocol over TCP: the ones that the client library has for its own tests, in this process. Three of them, with the
/// three topics in four partitions each; they can be stopped, started and told to fail.
/// </summary>
internal sealed class MockBrokers : IDisposable
{
    private const int Brokers = 3;
    private const int Partitions = 4;
    private const int Producer = 0;
    private static readonly string[] Topics = ["catalog", "bookings", "payments"];

    private readonly nint _client;
    private readonly nint _cluster;

    public MockBrokers()
    {
        _client = Native.New(Producer, 0, new byte[512], 512);
        _cluster = Native.NewCluster(_client, Brokers);
        foreach (var topic in Topics) Check(Native.CreateTopic(_cluster, Text(topic), Partitions, Brokers));
        // Members that come one after the other would otherwise wait three seconds for more.
        Native.SetRebalanceDelay(_cluster, 100);
        Bootstrap = Marshal.PtrToStringUTF8(Native.Bootstraps(_cluster))!;
    }

    public string Bootstrap { get; }

    /// <summary>Nobody can connect any more, and those who were are cut off.</summary>
    public void Stop()
    {
        for (var broker = 1; broker <= Brokers; broker++) Check(Native.SetDown(_cluster, broker));
    }

    /// <summary>What was written before is still there.</summary>
    public void Start()
    {
        for (var broker = 1; broker <= Brokers; broker++) Check(Native.SetUp(_cluster, broker));
    }

    /// <summary>The next requests of this kind fail so, whoever sends them.</summary>
    public void Fail(Request request, params Failure[] failures) =>
        Native.PushErrors(_cluster, (short)request, (nuint)failures.Length, [.. failures.Select(failure => (int)failure)]);

    /// <summary>Everything about the topic fails so, until it is <see cref="Failure.None"/>.</summary>
    public void FailTopic(string topic, Failure failure) => Native.SetTopicError(_cluster, Text(topic), (int)failure);

    public void Dispose()
    {
        Native.DestroyCluster(_cluster);
        Native.Destroy(_client);
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes($"{text}\0");

    private static void Check(int error)
    {
        if (error != 0) throw new InvalidOperationException($"The brokers of the test answer with error {error}.");
    }

    /// <summary>Numbers of the protocol.</summary>
    public enum Request : short
    {
        Produce = 0,
        Fetch = 1,
        OffsetCommit = 8,
    }

    /// <inheritdoc cref="Request"/>
    public enum Failure
    {
        None = 0,
        NotLeader = 6,
        TimedOut = 7,
        MessageTooLarge = 10,
        CoordinatorNotAvailable = 15,
        NotEnoughReplicas = 19,
        TopicAuthorizationFailed = 29,
    }

    private static class Native
    {
        private const string Library = "marquee-test-librdkafka";

        static Native() => NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), static (name, _, _) => name == Library ? Load() : 0);

        /// <summary>Of the builds that came with the client's package the first that this machine can load.</summary>
        private static nint Load()
        {
            var folder = Path.Combine(AppContext.BaseDirectory, "runtimes");
            foreach (var file in Directory.EnumerateFiles(folder, "*rdkafka*", SearchOption.AllDirectories).Order())
                if (NativeLibrary.TryLoad(file, out var library)) return library;
            throw new DllNotFoundException($"There is no librdkafka in {folder} that can be loaded.");
        }

        [DllImport(Library, EntryPoint = "rd_kafka_new")]
        public static extern nint New(int type, nint configuration, byte[] error, nuint errorSize);

        [DllImport(Library, EntryPoint = "rd_kafka_destroy")]
        public static extern void Destroy(nint client);

        [DllImport(Library, EntryPoint = "rd_kafka_mock_cluster_new")]
        public static extern nint NewCluster(nint client, int brokers);

        [DllImport(Library, EntryPoint = "rd_kafka_mock_cluster_destroy")]
        public static extern void DestroyCluster(nint cluster);

        [DllImport(Library, EntryPoint = "rd_kafka_mock_cluster_bootstraps")]
        public static extern nint Bootstraps(nint cluster);

        [DllImport(Library, EntryPoint = "rd_kafka_mock_topic_create")]
        public static extern int CreateTopic(nint cluster, byte[] topic, int partitions, int replicas);

        [DllImport(Library, EntryPoint = "rd_kafka_mock_group_initial_rebalance_delay_ms")]
        public static extern void SetRebalanceDelay(nint cluster, int milliseconds);

        [DllImport(Library, EntryPoint = "rd_kafka_mock_broker_set_down")]
        public static extern int SetDown(nint cluster, int broker);

        [DllImport(Library, EntryPoint = "rd_kafka_mock_broker_set_up")]
        public static extern int SetUp(nint cluster, int broker);

        [DllImport(Library, EntryPoint = "rd_kafka_mock_push_request_errors_array")]
        public static extern void PushErrors(nint cluster, short request, nuint count, int[] errors);

        [DllImport(Library, EntryPoint = "rd_kafka_mock_topic_set_error")]
        public static extern void SetTopicError(nint cluster, byte[] topic, int error);
    }
}
