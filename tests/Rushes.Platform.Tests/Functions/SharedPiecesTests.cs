using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Microsoft.Extensions.Logging.Abstractions;
using Rushes.Contracts;
using Rushes.Platform.Functions;
using Rushes.Storage.Local;
using Rushes.Testing;

namespace Rushes.Platform.Tests.Functions;

public sealed class SharedPiecesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly LocalObjectStore _jobs;
    private readonly LocalObjectStore _store;
    private readonly SharedPieces _shared;

    public SharedPiecesTests()
    {
        _jobs = new LocalObjectStore(_folder["jobs"], [_folder["shared"] + "/"]);
        _store = new LocalObjectStore(_folder["shared"], [_folder["jobs"] + "/"]);
        _shared = new SharedPieces(_store, _time, NullLogger<SharedPieces>.Instance);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Take_WhatWasKept_IsACopyWithItsDigest()
    {
        var piece = await KeepAsync("a1", "bytes");

        var taken = await TakeAsync("a1");

        Assert.Equal((piece.Size, piece.Digest), (taken!.Size, taken.Digest));
        Assert.Equal(_jobs.GetUri("copy"), taken.Uri);
        Assert.Equal("bytes", await File.ReadAllTextAsync(_folder["jobs/copy"], TestHost.Token));
    }

    [Fact]
    public async Task Take_WhatWasNot_IsNone() => Assert.Null(await TakeAsync("a1"));

    [Theory]
    [InlineData("byteZ")]
    [InlineData("byte")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Take_Damaged_IsNoneAndNeverAgain(string? content)
    {
        await KeepAsync("a1", "bytes");
        var path = _folder["shared/pieces/a1/media"];
        if (content is null)
        {
            File.Delete(path);
        }
        else
        {
            await File.WriteAllTextAsync(path, content, TestHost.Token);
        }

        Assert.Null(await TakeAsync("a1"));
        await KeepAsync("a1", "bytes");
        Assert.NotNull(await TakeAsync("a1"));
    }

    [Fact]
    public async Task Keep_ObjectIsGone_HarmsNobody()
    {
        await _shared.KeepAsync("a1", new ObjectRef { Uri = _jobs.GetUri("gone"), Size = 1 }, TestHost.Token);

        Assert.Null(await TakeAsync("a1"));
    }

    [Fact]
    public async Task Trim_ToASize_KeepsWhatWasOfUseLast()
    {
        await KeepAsync("a1", "12345");
        await KeepAsync("b2", "12345");
        _time.Advance(TimeSpan.FromDays(1));
        await KeepAsync("c3", "12345");
        await TakeAsync("a1");

        await _shared.TrimAsync(most: 14, before: null, TestHost.Token);

        Assert.NotNull(await TakeAsync("a1"));
        Assert.Null(await TakeAsync("b2"));
        Assert.NotNull(await TakeAsync("c3"));
    }

    [Fact]
    public async Task Keep_WithoutRoom_DoesNot()
    {
        await _shared.TrimAsync(most: 10, before: null, TestHost.Token);

        await KeepAsync("a1", "12345");
        await KeepAsync("b2", "123456");

        Assert.NotNull(await TakeAsync("a1"));
        Assert.Null(await TakeAsync("b2"));
    }

    [Fact]
    public async Task Forget_WhatIsWrong_IsNotTakenAgain()
    {
        await KeepAsync("a1", "wrong");

        await _shared.ForgetAsync("a1", TestHost.Token);

        Assert.Null(await TakeAsync("a1"));
    }

    [Fact]
    public async Task Trim_ToADay_RemovesWhatWasOfNoUseSince()
    {
        await KeepAsync("a1", "old");
        await KeepAsync("b2", "used");
        await File.WriteAllTextAsync(Directory.CreateDirectory(_folder["shared/pieces/d4"]).FullName + "/media", "unfinished", TestHost.Token);
        _time.Advance(TimeSpan.FromDays(8));
        await TakeAsync("b2");

        await _shared.TrimAsync(most: null, _time.GetUtcNow() - TimeSpan.FromDays(7), TestHost.Token);

        Assert.Equal(["b2"], Directory.EnumerateDirectories(_folder["shared/pieces"]).Select(Path.GetFileName));
        Assert.NotNull(await TakeAsync("b2"));
    }

    private Task<ObjectRef?> TakeAsync(string identity) => _shared.TakeAsync(identity, _jobs, "copy", TestHost.Token);

    private async Task<ObjectRef> KeepAsync(string identity, string content)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        using var stream = new MemoryStream(bytes);
        var uri = await _jobs.PutAsync($"made-{identity}", stream, TestHost.Token);
        var piece = new ObjectRef { Uri = uri, Size = bytes.Length, Digest = ByteString.CopyFrom(SHA256.HashData(bytes)) };
        await _shared.KeepAsync(identity, piece, TestHost.Token);
        return piece;
    }
}
