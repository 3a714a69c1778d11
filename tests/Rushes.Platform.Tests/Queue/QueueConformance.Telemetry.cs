using System.Diagnostics;
using System.Diagnostics.Metrics;
using Rushes.Contracts;
using Rushes.Platform.Telemetry;

namespace Rushes.Platform.Tests.Queue;

/// <summary>What the queue keeps for those who watch it.</summary>
public abstract partial class QueueConformance
{
    [Fact]
    public async Task Send_WithinATrace_TheWorkGoesOnWithIt()
    {
        await using var queue = await OpenAsync();
        using (var trace = new Activity("test").Start())
        {
            await queue.SendAsync("traced");
            Activity.Current = null;
            await queue.SendAsync("not traced");

            Assert.Equal([trace.Id, null], (await queue.TakeAsync(2)).Select(lease => lease.Trace));
        }
    }

    [Fact]
    public async Task Take_AnyAttempt_SaysHowLongTheMessageWaited()
    {
        await using var queue = await OpenAsync();
        await queue.SendAsync("a");
        queue.Clock.Advance(TimeSpan.FromSeconds(5));
        var first = await queue.TakeOneAsync();
        queue.Clock.Advance(TimeSpan.FromSeconds(30));
        await queue.FailAsync(first, FailureCategory.Transient);
        queue.Clock.Advance(QueueUnderTest.Retry.Backoff + TimeSpan.FromSeconds(3));
        var second = await queue.TakeOneAsync();
        await queue.ReleaseAsync(second);

        // Nobody has noted since when it was free again.
        Assert.Equal([5000, 3000, null], [first.Waited, second.Waited, (await queue.TakeOneAsync()).Waited]);
    }

    [Fact]
    public async Task Gauges_MessagesInSeveralStates_SayHowManyHowOldAndHowLate()
    {
        await using var queue = await OpenAsync();
        var start = queue.Clock.GetUtcNow().ToUnixTimeMilliseconds();
        await queue.SendAsync("leased", @class: 2, due: start);
        await queue.TakeOneAsync();
        await queue.SendAsync("late", @class: 5, due: start - 60_000);
        queue.Clock.Advance(TimeSpan.FromSeconds(7));
        await queue.SendAsync("in time", @class: 5, due: start + 60_000);
        await queue.SendAsync("early", @class: 1, due: start + 60_000);
        using var gauges = new QueueGauges(queue.Database, queue.Clock);

        await gauges.ReadAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                "rushes.message.age class=bulk shape=none 7", "rushes.message.age class=express shape=none 0",
                "rushes.message.depth class=bulk shape=none state=pending 2", "rushes.message.depth class=express shape=none state=pending 1",
                "rushes.message.depth class=priority shape=none state=leased 1",
                "rushes.message.lateness class=bulk shape=none 67", "rushes.message.lateness class=express shape=none 0",
            ],
            Observed());
    }

    /// <summary>Of the queue of this test, in order; hosts of other tests have gauges too.</summary>
    private static IEnumerable<string> Observed()
    {
        List<string> observed = [];
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Meter.Name == PlatformMeter.Name && instrument.IsObservable)
            {
                listening.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.Start();
        listener.RecordObservableInstruments();
        return observed.Order(StringComparer.Ordinal);

        void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (tags[0].Value as string == QueueUnderTest.Name)
            {
                observed.Add(FormattableString.Invariant($"{instrument.Name} {string.Join(' ', tags[1..].ToArray().Select(tag => $"{tag.Key}={tag.Value}"))} {value}"));
            }
        }
    }
}
