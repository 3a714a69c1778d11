using System.Security.Cryptography;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Microsoft.Extensions.Logging;

namespace Rushes.Storage.S3;

/// <summary>
/// Every call of the server goes through here: it has a time limit, is tried again when that may help, with pauses that
/// double, and ends with a result or an error of the seam.
/// </summary>
internal sealed partial class S3Calls(IAmazonS3 client, S3Settings settings, TimeProvider time, ILogger logger)
{
    /// <summary>For the answer alone; what is carried gets time besides.</summary>
    private static readonly TimeSpan Answer = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>Slower than this is taken for a connection that hangs.</summary>
    private const double SlowestBytesPerSecond = 256 << 10;

    /// <param name="place">What the call is about.</param>
    /// <param name="bytes">That it carries, either way.</param>
    /// <param name="call">May run several times.</param>
    /// <param name="cancellationToken">Ends it, also in a pause.</param>
    public async Task<T> RunAsync<T>(S3Address place, long bytes, Func<IAmazonS3, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        for (var pause = settings.Pause; ; pause = Longer(pause))
        {
            try
            {
                return await TryAsync(place, bytes, call, cancellationToken);
            }
            catch (StoreException error) when (error.Trouble == StoreTrouble.Unreachable && time.GetElapsedTime(began) < settings.Patience)
            {
                Log.TriesAgain(logger, error.Message, pause);
            }

            await Task.Delay(pause, time, cancellationToken);
        }
    }

    /// <summary>Once.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public async Task<T> TryAsync<T>(S3Address place, long bytes, Func<IAmazonS3, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var over = new CancellationTokenSource(Answer + TimeSpan.FromSeconds(bytes / SlowestBytesPerSecond), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        var clock = AWSConfigs.ManualClockCorrection;
        try
        {
            return await call(client, either.Token);
        }
        catch when (cancellationToken.IsCancellationRequested)
        {
            // Whatever the library makes of it.
            throw new OperationCanceledException(cancellationToken);
        }
        catch (AmazonServiceException error) when (S3Clock.Correct(error, clock, time.GetUtcNow()))
        {
            throw new StoreException(
                StoreTrouble.Unreachable, $"{place}: the server's clock is far from ours; its time is used", "Set the clock of this machine.", error);
        }
        catch (Exception error) when (S3Errors.Convert(error, place) is { } converted)
        {
            throw converted;
        }
    }

    /// <summary>Twice as long and a little more or less, so that many who failed together do not come back together.</summary>
    private static TimeSpan Longer(TimeSpan pause)
    {
        var doubled = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        return doubled * (RandomNumberGenerator.GetInt32(75, 126) / 100.0);
    }

    private static partial class Log
    {
        [LoggerMessage(7001, LogLevel.Warning, "{Reason}; trying again in {Pause}")]
        public static partial void TriesAgain(ILogger logger, string reason, TimeSpan pause);
    }
}
