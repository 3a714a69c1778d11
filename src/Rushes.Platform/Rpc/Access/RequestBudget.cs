using System.Collections.Concurrent;

namespace Rushes.Platform.Rpc.Access;

/// <summary>How often each caller may call.</summary>
/// <param name="PerSecond">On average.</param>
/// <param name="Burst">At once, after a pause.</param>
public sealed record RequestRate(double PerSecond, int Burst)
{
    public static RequestRate Default { get; } = new(200, 1000);
}

/// <summary>A bucket of calls for each caller, which time fills.</summary>
internal sealed class RequestBudget(RequestRate rate, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Bucket> _buckets = [];

    public bool TryTake(string caller) => _buckets.GetOrAdd(caller, _ => new Bucket(rate.Burst, time.GetTimestamp())).TryTake(rate, time);

    private sealed class Bucket(double calls, long since)
    {
        private readonly Lock _lock = new();
        private double _calls = calls;
        private long _since = since;

        public bool TryTake(RequestRate rate, TimeProvider time)
        {
            lock (_lock)
            {
                var now = time.GetTimestamp();
                _calls = Math.Min(rate.Burst, _calls + time.GetElapsedTime(_since, now).TotalSeconds * rate.PerSecond);
                _since = now;
                if (_calls < 1)
                {
                    return false;
                }

                _calls--;
                return true;
            }
        }
    }
}
