using System.Security.Cryptography;
using Rushes.Testing;
using Rushes.Tools.Locating;

namespace Rushes.Tools.Tests.Locating;

public sealed class ExecutableFileTests : IDisposable
{
    private const string Library = "libavcodec.so";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    public static TheoryData<int> Places { get; } =
    [
        4, ExecutableFile.Window - Library.Length, ExecutableFile.Window - Library.Length + 1, ExecutableFile.Window - 1, ExecutableFile.Window,
        (2 * ExecutableFile.Window) - 5, (2 * ExecutableFile.Window) + 100 - Library.Length,
    ];

    [Theory]
    [MemberData(nameof(Places))]
    public async Task Read_ExecutableThatNamesTheLibraryAnywhere_UsesIt(int place)
    {
        var bytes = Executable();
        Library.Select(letter => (byte)letter).ToArray().CopyTo(bytes, place);

        Assert.Equal(new ExecutableFile(DigestOf(bytes), UsesLibraries: true), await ReadAsync(bytes));
    }

    [Fact]
    public async Task Read_ExecutableThatDoesNot_IsWhole() =>
        Assert.Equal(new ExecutableFile(DigestOf(Executable()), UsesLibraries: false), await ReadAsync(Executable()));

    [Theory]
    [InlineData("")]
    [InlineData("#!/bin/sh\nexec ffmpeg \"$@\"\n")]
    public async Task Read_NoExecutable_MayUseAny(string text)
    {
        var bytes = System.Text.Encoding.ASCII.GetBytes(text);

        Assert.Equal(new ExecutableFile(DigestOf(bytes), UsesLibraries: true), await ReadAsync(bytes));
    }

    [Fact]
    public async Task Read_NothingThere_IsNone() => Assert.Null(await ExecutableFile.ReadAsync(_folder["none"], Token));

    private static byte[] Executable()
    {
        var bytes = new byte[(2 * ExecutableFile.Window) + 100];
        "\u007fELF"u8.CopyTo(bytes);
        return bytes;
    }

    private static string DigestOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private async Task<ExecutableFile?> ReadAsync(byte[] bytes)
    {
        await File.WriteAllBytesAsync(_folder["tool"], bytes, Token);
        return await ExecutableFile.ReadAsync(_folder["tool"], Token);
    }
}
