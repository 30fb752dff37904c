namespace BetterAuth.Access;

/// <summary>Verifies access requests: any application request, signed, with a token, a nonce and a time stamp. Thread-safe.</summary>
public sealed class AccessVerifier
{
    /// <summary>Validates <paramref name="options"/>.</summary>
    public AccessVerifier(AccessVerifierOptions options) => throw new NotImplementedException();

    /// <summary>
    /// Verifies <paramref name="message"/>: parse, token, times, request signature, replay lock. Bad input is a refusal in the result, never an exception.
    /// Throws <see cref="Errors.StoreUnavailableException"/> when the replay lock cannot answer. The buffer must stay untouched until the result is disposed.
    /// </summary>
    public ValueTask<AccessResult> VerifyAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken = default) => throw new NotImplementedException();
}
