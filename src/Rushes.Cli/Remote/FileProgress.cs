namespace Rushes.Cli.Remote;

/// <summary>One file of a transfer: from how far it is to how much has come.</summary>
/// <param name="transfer">That it belongs to.</param>
internal sealed class FileProgress(Transfer transfer) : IProgress<long>
{
    private long _done;

    /// <summary>Told when there is more than ever before: the server is there.</summary>
    public Action OnAdvance { get; set; } = () => { };

    public void Report(long value)
    {
        transfer.Add(value - _done);
        if (value > _done)
        {
            OnAdvance();
        }

        _done = value;
    }
}
