using System.Globalization;
using System.Text;
using System.Text.Json;
using Rushes.Media.Indexing;
using Rushes.Media.Timing;
using Rushes.Testing;
using Rushes.Tools.Execution;

namespace Rushes.Cli.Tests.Commands;

/// <summary>Packages of every form: untouched they are proven, and whatever is changed is named.</summary>
public sealed class VerifyFormsTests(PackagedForms forms) : IClassFixture<PackagedForms>, IDisposable
{
    private readonly TestFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Media { get; } = new()
    {
        { PackagedForms.Streams, "mp4/avc-64p.mp4" },
        { PackagedForms.Streams, "mov/avc-64p.mov" },
        { PackagedForms.Files, "mp4/avc-64p.mp4" },
        { PackagedForms.Files, "mov/avc-64p.mov" },
        { PackagedForms.Mezzanine, "mov/prores-hq-64p.mov" },
        { PackagedForms.Copyable, "mp4/prores-hq-64p.mp4" },
        { PackagedForms.Copyable, "mov/prores-hq-64p.mov" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(PackagedForms.All), MemberType = typeof(PackagedForms))]
    public async Task Package_AsItWasMade_IsProven(string form)
    {
        await forms.CopyToAsync(form, _folder);

        Assert.Empty(await NamedProblem.VerifyAsync(_folder, 0));
        Assert.Empty(await NamedProblem.VerifyAsync(_folder, 0, "--keys", "keys.yaml"));
    }

    /// <summary>Each file at its ends and at seeded places.</summary>
    [Theory]
    [MemberData(nameof(PackagedForms.All), MemberType = typeof(PackagedForms))]
    public async Task Byte_ChangedInAnyFile_IsFoundInThatFile(string form)
    {
        await forms.CopyToAsync(form, _folder);
        var random = new Random(2025);
        foreach (var path in PackageFiles())
        {
            var length = new FileInfo(_folder[$"out/{path}"]).Length;
            foreach (var offset in (long[])[0, length - 1, .. Enumerable.Range(0, 6).Select(_ => random.NextInt64(length))])
            {
                Flip(path, offset, 1 << random.Next(8));
                var problems = await NamedProblem.VerifyAsync(_folder, 5, random.Next(2) == 0 ? [] : ["--keys", "keys.yaml"]);
                Assert.True(problems.Any(problem => problem.Path == path), $"{path} at {offset}: {string.Join(", ", problems)}");
                Assert.DoesNotContain(problems, problem => problem.Code == "verify.key");
                File.Copy(_folder["kept"], _folder[$"out/{path}"], overwrite: true);
            }
        }
    }

    [Theory]
    [MemberData(nameof(PackagedForms.All), MemberType = typeof(PackagedForms))]
    public async Task File_MissingAddedOrCutOff_IsNamed(string form)
    {
        await forms.CopyToAsync(form, _folder);
        foreach (var path in PackageFiles())
        {
            File.Move(_folder[$"out/{path}"], _folder["kept"]);
            Assert.Equal(("verify.missing", path), Place(Assert.Single(await NamedProblem.VerifyAsync(_folder, 5))));

            var bytes = await File.ReadAllBytesAsync(_folder["kept"], Token);
            await File.WriteAllBytesAsync(_folder[$"out/{path}"], bytes[..^1], Token);
            Assert.Contains(await NamedProblem.VerifyAsync(_folder, 5), problem => problem.Path == path);
            File.Move(_folder["kept"], _folder[$"out/{path}"], overwrite: true);
        }

        _folder.WriteFile("out/text/later.vtt");
        Assert.Equal(("verify.extra", "text/later.vtt"), Place(Assert.Single(await NamedProblem.VerifyAsync(_folder, 5))));
    }

    /// <summary>ffprobe says where the packets lie and when they are shown.</summary>
    [Theory]
    [MemberData(nameof(Media))]
    public async Task Frame_ChangedInAFileOfSeveralTracks_IsNamedAsFfprobeNamesIt(string form, string path)
    {
        await forms.CopyToAsync(form, _folder);
        var packets = await PacketsAsync(_folder[$"out/{path}"]);
        foreach (var number in (int[])[0, 1, 57, packets.Count - 1])
        {
            var packet = packets[number];
            Flip(path, packet.Offset + (packet.Size / 2), 16);

            var problem = Assert.Single(await NamedProblem.VerifyAsync(_folder, 5));

            Assert.Equal(("verify.frame", path, "64p", packet.Offset), (problem.Code, problem.Path, problem.Track, problem.Offset));
            Assert.Equal(packets.Count(other => other.Time < packet.Time), problem.Frame);
            Assert.True(Rational.TryParse(problem.Time!, out var time));
            Assert.Equal(packet.Time, time.ToSeconds(), 0.0005);
            File.Copy(_folder["kept"], _folder[$"out/{path}"], overwrite: true);
        }
    }

    [Theory]
    [MemberData(nameof(Media))]
    public async Task Frames_SwappedInAFileOfSeveralTracks_AreFound(string form, string path)
    {
        await forms.CopyToAsync(form, _folder);
        var bytes = await File.ReadAllBytesAsync(_folder[$"out/{path}"], Token);
        var packets = await PacketsAsync(_folder[$"out/{path}"]);
        var (first, second) = Twins(packets, bytes);
        var kept = bytes.AsSpan((int)first.Offset, first.Size).ToArray();
        bytes.AsSpan((int)second.Offset, first.Size).CopyTo(bytes.AsSpan((int)first.Offset));
        kept.CopyTo(bytes, second.Offset);
        await File.WriteAllBytesAsync(_folder[$"out/{path}"], bytes, Token);

        var problem = Assert.Single(await NamedProblem.VerifyAsync(_folder, 5));
        Assert.Equal(("verify.frame", path, first.Offset), (problem.Code, problem.Path, problem.Offset));
    }

    [Theory]
    [InlineData(PackagedForms.Segments)]
    [InlineData(PackagedForms.EncryptedSegments)]
    public async Task Frame_ChangedInASegmentFile_IsNamedWithThatFile(string form)
    {
        await forms.CopyToAsync(form, _folder);
        var index = ReadIndex("index/video-avc-64p.rfi");
        foreach (var frame in (int[])[0, 49, 50, 111])
        {
            var path = index.Chunks[index.ChunkOf(frame)].Uri[3..];
            Flip(path, index.Offset(frame) + index.Size(frame) - 1, 2);

            foreach (var keys in (string[][])[[], ["--keys", "keys.yaml"]])
            {
                var problem = Assert.Single(await NamedProblem.VerifyAsync(_folder, 5, keys));
                Assert.Equal(("verify.frame", path), Place(problem));
                Assert.Equal((index.PresentationOrder(frame), index.Offset(frame)), (problem.Frame, problem.Offset));
            }

            File.Copy(_folder["kept"], _folder[$"out/{path}"], overwrite: true);
        }
    }

    [Theory]
    [InlineData("1123456789abcdef0123456789abcdef", "5c6f1b3e0a5f4b529d3b0f7d2f6f1c11")]
    [InlineData("0123456789abcdef0123456789abcdef", "5d6f1b3e0a5f4b529d3b0f7d2f6f1c11")]
    public async Task Key_ThatDoesNotFit_IsToldFromAWrongFrame(string key, string keyId)
    {
        await forms.CopyToAsync(PackagedForms.Encrypted, _folder);
        _folder.WriteFile("wrong.yaml", PackagedForms.Keys(key, keyId));
        var unread = await NamedProblem.VerifyAsync(_folder, 2, "--keys", "wrong.yaml");
        Assert.Equal([("verify.key", "video/avc/64p.mp4"), ("verify.key", "video/avc/64p.trick.mp4")], unread.Select(Place));

        var index = ReadIndex("index/video-avc-64p.rfi");
        Flip("video/avc/64p.mp4", index.Offset(80), 1);
        var problems = await NamedProblem.VerifyAsync(_folder, 5, "--keys", "wrong.yaml");
        Assert.Equal(["verify.frame", "verify.key", "verify.key"], problems.Select(problem => problem.Code).Order());
        Assert.Equal(index.PresentationOrder(80), problems.Single(problem => problem.Code == "verify.frame").Frame);
    }

    [Theory]
    [InlineData("absent.yaml")]
    [InlineData("out/proof.json")]
    public async Task Keys_ThatCannotBeRead_AreUsage(string path)
    {
        await forms.CopyToAsync(PackagedForms.Encrypted, _folder);
        Assert.Equal(2, (await ProgramRun.StartAsync(_folder, "verify", "out", "--keys", path)).ExitCode);
    }

    [Theory]
    [InlineData(PackagedForms.Mezzanine)]
    [InlineData(PackagedForms.Encrypted)]
    [InlineData(PackagedForms.Segments)]
    [InlineData(PackagedForms.IndexedStreams)]
    [InlineData(PackagedForms.IndexedFiles)]
    public async Task Indexes_OfAPackage_VerifyAlone(string form)
    {
        await forms.CopyToAsync(form, _folder);
        foreach (var index in PackageFiles().Where(path => path.EndsWith(".rfi", StringComparison.Ordinal)))
        {
            var run = await ProgramRun.StartAsync(_folder, "index", "verify", $"out/{index}");
            Assert.True(run.ExitCode == 0, run.Output);
        }
    }

    private string[] PackageFiles() =>
        [.. Directory.EnumerateFiles(_folder["out"], "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_folder["out"], file))
            .Where(path => path is not ("proof.json" or "report.json")).Order(StringComparer.Ordinal)];

    private void Flip(string path, long offset, int bits)
    {
        File.Copy(_folder[$"out/{path}"], _folder["kept"], overwrite: true);
        using var file = File.Open(_folder[$"out/{path}"], FileMode.Open);
        file.Position = offset;
        var value = file.ReadByte();
        file.Position = offset;
        file.WriteByte((byte)(value ^ bits));
    }

    private FrameIndex ReadIndex(string path)
    {
        using var stored = File.OpenRead(_folder[$"out/{path}"]);
        return FrameIndex.ReadFrom(stored);
    }

    private static (string Code, string Path) Place(NamedProblem problem) => (problem.Code, problem.Path);

    private static (Packet First, Packet Second) Twins(IReadOnlyList<Packet> packets, byte[] bytes) =>
        packets.GroupBy(packet => packet.Size).SelectMany(same => same.Zip(same.Skip(1)))
            .First(pair => !bytes.AsSpan((int)pair.First.Offset, pair.First.Size).SequenceEqual(bytes.AsSpan((int)pair.Second.Offset, pair.Second.Size)));

    /// <summary>Of the picture, in the order of the file.</summary>
    private static async Task<IReadOnlyList<Packet>> PacketsAsync(string path)
    {
        var text = new StringBuilder();
        var ffprobe = await TestMedia.FfprobeAsync();
        var result = await TestMedia.Runner.RunAsync(
            new ToolInvocation(ffprobe.Path, ["-v", "error", "-select_streams", "v:0", "-show_entries", "packet=pos,size,pts_time", "-of", "json", path]) { OnOutputLine = line => text.AppendLine(line) }, Token);
        Assert.True(result.Succeeded, result.ErrorTail);
        using var json = JsonDocument.Parse(text.ToString());
        return [.. json.RootElement.GetProperty("packets").EnumerateArray().Select(packet =>
            new Packet(long.Parse(Text(packet, "pos"), CultureInfo.InvariantCulture), int.Parse(Text(packet, "size"), CultureInfo.InvariantCulture), double.Parse(Text(packet, "pts_time"), CultureInfo.InvariantCulture)))
            .OrderBy(packet => packet.Offset)];
    }

    private static string Text(JsonElement packet, string name) => packet.GetProperty(name).GetString()!;

    private sealed record Packet(long Offset, int Size, double Time);
}
