using System.Globalization;

namespace Rushes.Cli.Jobs;

/// <summary>
/// How often a job has failed. A run that failed has failed for good, and the platform answers the same request with the
/// same run; so each new try of a failed job is a request of its own.
/// </summary>
internal sealed class AttemptCount(WorkFolder folder)
{
    private readonly string _file = Path.Combine(folder.Path, "failed-attempts");

    public string RequestId(string jobId) => Read() is > 0 and var failed
        ? string.Create(CultureInfo.InvariantCulture, $"{jobId}-{failed + 1}")
        : jobId;

    public void AddFailure() => File.WriteAllText(_file, (Read() + 1).ToString(CultureInfo.InvariantCulture));

    private int Read() =>
        File.Exists(_file) && int.TryParse(File.ReadAllText(_file), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;
}
