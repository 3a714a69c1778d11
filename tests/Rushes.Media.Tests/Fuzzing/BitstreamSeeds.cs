namespace Rushes.Media.Tests.Fuzzing;

/// <summary>The headers of tiny streams that FFmpeg made, with the beginnings of their slices: something to damage where there are no shared media.</summary>
internal static class BitstreamSeeds
{
    /// <summary>Annex B: HRD parameters, two slices a picture, weighted prediction.</summary>
    public static byte[] Avc { get; } = Convert.FromBase64String(
        "AAABZ2QACqzkEJsBEAAAAwAQAAADAyHxIlEgAAABaOvgYSyLAAABBgEBBIAAAAFliIQD/xAVh8tWqUukP22+b1XwD3JJnY0AAAFlEiIQD/9jnpBZ5yMv" +
        "wz2ROq6pCFaev2IAAAEGAQEEgAAAAUGaKbH/9gzjYeVW5WjVr3yQAAABQRJopsf/8sWa+1AkKiJUM3HTvJr9ZH3nAAABBgEBBIAAAAEBnkXlf/zpIQAA" +
        "AQESeReV//lLCIEAAAEGAQEEgAAAAUGaTPCGTKYf8ktW9KhHqlZEnf2/UAAAAUESaTPCGTKYf/qgldXP2fjgcq1qUeup9Q==");

    /// <summary>Annex B: scaling lists, mastering display, content light.</summary>
    public static byte[] Hevc { get; } = Convert.FromBase64String(
        "AAABQAEMAf//AiAAAAMAkAAAAwAAAwAekTAkAAABQgEBAiAAAAMAkAAAAwAAAwAeoCCBBNlkTkk5XgLQEAAAAwAQAAADAZCAAAABRAHBcaESAAABTgGQ" +
        "BAPoAZCAAAABTgGJGDPChsQdTAu4hNA+gD0TQEIAmJaAAAADADKAAAABKAGvBZj9t7XvQKYY5JcQSAyDh/zL98rxAAABAgHQEVeERgyQ/pywAAABAAHg" +
        "JL+GDLDpFgAAAQIB0Bn19REGDJD7zg==");

    /// <summary>OBUs: film grain, hidden frames.</summary>
    public static byte[] Av1 { get; } = Convert.FromBase64String(
        "EgAKCgAAAAKv/5tfIBgymAIUAD4gKqpACy662FeQBgf+AIAgP+AIAgP+A+EgYOAgX2IfYdpgWeAdoZvfLWkhXtviMKEeYKEjHSFeIaIbXCTdn6RVrp+c" +
        "4mOXMOAhHmChIx0hXiGiG1wk3Z+kVa6fnOJjlzDgFgMCAQGBAMDAwuOXN2RZ0dM4mvntyIqsL7J0gDCk53aCLlwyquQ6VZKGmDsFzzKdBQr8uMzqrYNC" +
        "Dj9S7dzKpWndq8HEjzkyF/9BjUzoYUXuCr+DnGHSxGZnVxpQ/YGXq58jqObvXCN6GPcYwY0ccka/ICuZefpljOTIzcwJTydoxbxOm6yWgUN7h40x8LDG" +
        "lpEuAbm+XwEJUiUpcK3QTm2gbnHcEeDdvaZIE6iPhgEu1GiQEgAycjIB4EAAAAN+wAABYAAQDe8kgDA/8AQBAf8AQBAf8B8JAwcBAvsQ+w7TAs8A7Qze" +
        "+WtJCvbfEYUI8wUJGOkK8Q0Q2uEm7P0irXT85xMcuYcBCPMFCRjpCvENENrhJuz9Iq10/OcTHLmHALAYEAgMCAaZEBIAMnIyAuCCAAADf8AAAWAAEA5Y" +
        "zIAwP/AEAQH/AEAQH/AfCQMHAQL7EPsO0wLPAO0M3vlrSQr23xGFCPMFCRjpCvENENrhJuz9Iq10/OcTHLmHAQjzBQkY6QrxDRDa4Sbs/SKtdPznExy5" +
        "hwCwGBAIDAgGnPA=");

    /// <summary>Each sample behind its size in four bytes; one is a superframe.</summary>
    public static byte[] Vp9 { get; } = Convert.FromBase64String(
        "AAAB2IJJg0IAA/AD9hA4JBwZcAAAsHytBsH839fywAAAf7HmzckB+U7FSWFr3FjmORa1XVQGamCQT9y91OPZh82gg4fUXgVFtt8yspSFg66irTY8IJ9s" +
        "TiZUDKYstAoxl02Qbj44p3Rt3OXvrtQg5FI1UKbT5U3Wg8mO13Cg50I1tuilIxjcwLLvvQziDQs9cju3353/oT2vWci1l+sIgAF7mqUyugHK9wdToLd3" +
        "idTA6riKJVTK5eDWlNRqWMbrp3K1Wlewa0F0tnUfWpcMgg7XNThXSrcNRyoguPdMdRM354NnSmSAHiJDde2PY9W1tgf7Lr1lHLrnFdH9gVSz1qtdc9Z8" +
        "UOb9rci0rR/RDoKnbnLwGS/ONJcuFZiwlKfVLveuDilA4cLrAsVIv7w7bT2ruqXhXnjGZx5HmSeTaDcZey46hmtn8jtvb1koe/4GBbOlpVQUY0bqdVd7" +
        "Idcrh92Pwpws4N5Cll9JGkwLbapvvPvgdbw4767RIA3k6pR3AqcUtkHALENAhc6C2diX1+ISC7GqAPrlEv80N/eYgv0EWI1FYqWWuhkrbFxOG8cq/mCF" +
        "1hnsLrBfhGLBUNMMEcjL3Azw5KmZ3YYCmd78DCN+bVK7UpfuTm7q8AAAAAAXhgBAkhwMX+AAAyAAAHpLFFAIPicTb4AAAAAWhgBAkhwAXwAAAyAAAHo8" +
        "CGbKSD6vAAAAABiGAECSHABf4AADIAAAeksUU7EaNvk/RJA=");

    /// <summary>Start codes: interlaced, with a display extension.</summary>
    public static byte[] Mpeg2 { get; } = Convert.FromBase64String(
        "AAABswQAQBP//+AYAAABtRSCAAEAAAAAAbUrAQEBAQICAAAAAbgACABAAAABAAAP//gAAAG1j//zAAAAAAEB+3zhAAABAvt8vQAAAQP7fNMAAAEE+3kL" +
        "AAABAABX//uAAAABtYEf8wAAAAABAfqBwAAAAQL6lgAAAAED+4KUAAABBPqK2AAAAQAAl//7gAAAAbWBH/MAAAAAAQH6h0QAAAEC+m0bAAABA/pt5QAA" +
        "AQT6bas=");

    /// <summary>Sub-QCIF.</summary>
    public static byte[] H263 { get; } = Convert.FromBase64String("AACAAgQfHnkh8uAI");

    /// <summary>With PLUSPTYPE and a size of its own.</summary>
    public static byte[] ExtendedH263 { get; } = Convert.FromBase64String("AACAAhzsIQAQg+EEgT6BeQ==");

    /// <summary>422 HQ.</summary>
    public static byte[] ProRes { get; } = Convert.FromBase64String("AAAMoWljcGYAlAAATGF2YwBAAECAAAICAgAAAwQEBAQEBAQEBAQEBA==");

    /// <summary>DNxHR LB.</summary>
    public static byte[] Vc3 { get; } = Convert.FromBase64String("AAACgAMBgKAAAAAAAAAAAAAAAAAAAAAAAIABAAAAgAAAOIgAAAAAAAAABPqAAAAA");

    /// <summary>Mono.</summary>
    public static byte[] Ac3 { get; } = Convert.FromBase64String("C3fl7QBAL4QrAcd6r14b4y/oRBp5++Kz");

    /// <summary>With mixing levels.</summary>
    public static byte[] Eac3 { get; } = Convert.FromBase64String("C3cAPzKHyGoAAEIHaAHHeq9eG+DTz98Vn6/DZ+PggN7u8w3dtc+tEA==");
}
