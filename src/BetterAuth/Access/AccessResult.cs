using System.Diagnostics.CodeAnalysis;
using BetterAuth.Errors;

namespace BetterAuth.Access;

/// <summary>A verification's end: either <see cref="Access"/> or <see cref="Refusal"/>.</summary>
public readonly struct AccessResult
{
    internal AccessResult(VerifiedAccess access) => Access = access;

    internal AccessResult(Refusal refusal) => Refusal = refusal;

    /// <summary>The verified caller, when <see cref="IsVerified"/>; the receiver disposes it.</summary>
    public VerifiedAccess Access { get; }

    /// <summary>Why it was refused.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Whether the caller is verified.</summary>
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsVerified => Refusal is null;
}
