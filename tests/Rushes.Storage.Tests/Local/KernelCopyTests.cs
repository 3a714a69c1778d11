using Rushes.Storage.Local;
using Rushes.Testing;

namespace Rushes.Storage.Tests.Local;

/// <summary>What the kernel copies is right; what it does not, it says.</summary>
public sealed class KernelCopyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Copy_RangeIntoTheMiddle_HasItsBytes()
    {
        using var from = File.OpenHandle(_folder.Write("from", "0123456789"));
        using var to = File.OpenHandle(_folder.Write("to", "abcdefghij"), FileMode.Open, FileAccess.ReadWrite);

        Assert.Equal(4, KernelCopy.Copy(from, 3, to, 2, 4, CancellationToken.None));
        Assert.Equal("ab3456ghij", File.ReadAllText(_folder["to"]));
    }

    [Fact]
    public void Copy_FileEnds_SaysHowFarItCame()
    {
        using var from = File.OpenHandle(_folder.Write("from", "0123456789"));
        using var to = File.OpenHandle(_folder["to"], FileMode.Create, FileAccess.Write);

        Assert.Equal(3, KernelCopy.Copy(from, 7, to, 0, 100, CancellationToken.None));
    }

    /// <summary>No device, no pipe, and not into what may not be written.</summary>
    [Fact]
    public void Copy_KernelCannot_CopiesNothing()
    {
        using var device = File.OpenHandle("/dev/zero");
        using var from = File.OpenHandle(_folder.Write("from", "0123456789"));
        using var readOnly = File.OpenHandle(_folder.Write("to", ""));

        Assert.Equal(0, KernelCopy.Copy(device, 0, from, 0, 10, CancellationToken.None));
        Assert.Equal(0, KernelCopy.Copy(from, 0, readOnly, 0, 10, CancellationToken.None));
    }

    [Fact]
    public void Copy_Cancelled_Ends()
    {
        using var from = File.OpenHandle(_folder.Write("from", "0123456789"));
        using var to = File.OpenHandle(_folder["to"], FileMode.Create, FileAccess.Write);

        Assert.ThrowsAny<OperationCanceledException>(() => KernelCopy.Copy(from, 0, to, 0, 10, new CancellationToken(canceled: true)));
    }
}
