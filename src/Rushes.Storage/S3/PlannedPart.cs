using Rushes.Storage.Composing;

namespace Rushes.Storage.S3;

/// <summary>A part of an upload.</summary>
/// <param name="Pieces">Its bytes, front to back.</param>
/// <param name="Length">Bytes of them all.</param>
/// <param name="IsCopied">It is one range, and the server copies it; else we send it.</param>
internal sealed record PlannedPart(IReadOnlyList<ObjectPiece> Pieces, long Length, bool IsCopied);
