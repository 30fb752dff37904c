using System.Diagnostics.CodeAnalysis;
using BetterAuth.Errors;

namespace BetterAuth.Access;

/// <summary>A typed verification's end: either <see cref="Access"/> or <see cref="Refusal"/>.</summary>
/// <typeparam name="TRequest">The application's request.</typeparam>
/// <typeparam name="TAttributes">The application's attributes.</typeparam>
public readonly struct TypedAccessResult<TRequest, TAttributes>
{
    internal TypedAccessResult(TypedAccess<TRequest, TAttributes> access) => Access = access;

    internal TypedAccessResult(Refusal refusal) => Refusal = refusal;

    /// <summary>The verified caller.</summary>
    public TypedAccess<TRequest, TAttributes>? Access { get; }

    /// <summary>Why it was refused.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Whether the caller is verified.</summary>
    [MemberNotNullWhen(true, nameof(Access))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsVerified => Access is not null;
}
