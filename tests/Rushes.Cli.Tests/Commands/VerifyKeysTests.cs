using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Rushes.Cli.Tests.Commands;

/// <summary>What <c>verify --keys</c> bears.</summary>
public sealed class VerifyKeysTests(PackagedForms forms) : IClassFixture<PackagedForms>, IDisposable
{
    private readonly TestFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    /// <summary>The sound has more frames than the picture, and its index is one that the proof vouches for.</summary>
    [Fact]
    public async Task Proof_WithOtherFramesThanItsIndex_IsNamed()
    {
        await forms.CopyToAsync(PackagedForms.Encrypted, _folder);
        var proof = JsonNode.Parse(await File.ReadAllTextAsync(_folder["out/proof.json"], Token))!;
        var (picture, sound) = (proof["renditions"]![0]!, proof["audio"]![0]!);
        var index = (string)picture["index"]!;
        File.Copy(_folder[$"out/{(string)sound["index"]!}"], _folder[$"out/{index}"], overwrite: true);
        picture["indexDigest"] = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(_folder[$"out/{index}"], Token)));
        await File.WriteAllTextAsync(_folder["out/proof.json"], proof.ToJsonString(), Token);

        var problems = await NamedProblem.VerifyAsync(_folder, 5, "--keys", "keys.yaml");

        Assert.Contains(("verify.facts", index), problems.Select(problem => (problem.Code, problem.Path)));
    }

    [Fact]
    public async Task Keys_OfMoreThanAMebibyte_AreUsage()
    {
        await forms.CopyToAsync(PackagedForms.Encrypted, _folder);
        await File.AppendAllTextAsync(_folder["keys.yaml"], "#" + new string(' ', 1 << 20), Token);

        var run = await ProgramRun.StartAsync(_folder, "verify", "out", "--keys", "keys.yaml");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("keys.size", run.Error, StringComparison.Ordinal);
    }
}
