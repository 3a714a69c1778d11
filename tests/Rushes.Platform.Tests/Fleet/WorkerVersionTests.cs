using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Contracts;
using Rushes.Platform.Fleet;
using Rushes.Platform.Hosting;
using Rushes.Platform.Tests.Workflows;

namespace Rushes.Platform.Tests.Fleet;

/// <summary>Workers are released apart from servers: one that says less than today's, or more, works.</summary>
public sealed class WorkerVersionTests
{
    /// <summary>A field of number 1000, a varint: nobody knows it.</summary>
    private static readonly byte[] Unknown = [0xc0, 0x3e, 0x01];

    [Fact]
    public Task Worker_OmitsTheNewestFields_Works() => WorkAsync(Older);

    [Fact]
    public Task Worker_SaysWhatTheServerDoesNotKnow_Works() => WorkAsync(message => [[.. message.ToByteArray(), .. Unknown], Unknown]);

    private static IEnumerable<byte[]> Older(WorkerMessage message)
    {
        var said = message.Clone();
        switch (said.MessageCase)
        {
            case WorkerMessage.MessageOneofCase.Progress:
                return [];
            case WorkerMessage.MessageOneofCase.Heartbeat:
                foreach (var beat in said.Heartbeat.Beats)
                {
                    beat.SavedAgoMs = 0;
                }

                break;
            case WorkerMessage.MessageOneofCase.End:
                said.End.ProcessorMs = 0;
                break;
            default:
                break;
        }

        return [said.ToByteArray()];
    }

    private static async Task WorkAsync(Func<WorkerMessage, IEnumerable<byte[]>> says)
    {
        await using var test = new TestHost(StoreKind.Sqlite) { Slots = 0, Fleet = true };
        var (network, counting) = (new TestNetwork { Says = says }, new Counting());
        await using var host = await test.StartAsync(counting.Services);
        network.Servers.Add(host.WorkAsync);
        await using var worker = FleetWorker.Start(
            new FleetWorkerOptions { ScratchFolder = $"{test.Scratch}-worker", Cores = 4, Memory = 1L << 40 }, counting.Services, _ => test.Store, test.Tools,
            network.CallAsync, TimeProvider.System, NullLoggerFactory.Instance);

        var end = Assert.IsType<RunEnd<Rational>.Succeeded>(await TestHost.RunAsync(host, 2, 6));

        Assert.Equal(Counting.Expected(2, 6), end.Response.Numerator);
        Assert.All(counting.Starts, starts => Assert.Equal(1, starts.Value));
        Assert.Equal(1, network.Calls);
    }
}
