using BetterAuth.Accounts;
using BetterAuth.Errors;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Server.Operations;

/// <summary>Register an identity with its first device; signed by that device's key.</summary>
internal sealed class CreateAccount(ServerParts parts) : AccountOperationHandler<CreateAccountRequest>(parts, Operation.CreateAccount)
{
    protected override (Utf8Text Key, string Name) SignerOf(in CreateAccountRequest request) => (request.Authentication.PublicKey, PublicKeyName);

    protected override AccountOperation OperationOf(in CreateAccountRequest request, OperationDigest digest) => new CreateAccountOperation
    {
        Digest = digest,
        Identity = request.Authentication.Identity,
        Keys = KeysOf(request.Authentication.Device, request.Authentication.PublicKey, request.Authentication.RotationHash),
        RecoveryHash = request.Authentication.RecoveryHash,
    };

    protected override async ValueTask<Refusal?> CheckAsync(CreateAccountRequest request, AccountOperation operation, CancellationToken cancellationToken) =>
        CheckDevice(operation.Keys) ?? await CheckIdentityAsync(request.Authentication, cancellationToken).ConfigureAwait(false);

    /// <summary>A verifier of the application's own that fails refuses; one that does not answer is an outage.</summary>
    private async ValueTask<Refusal?> CheckIdentityAsync(RegistrationAuthentication authentication, CancellationToken cancellationToken)
    {
        try
        {
            bool derivable = await Parts.IdentityVerifier
                .VerifyAsync(authentication.Identity, authentication.PublicKey, authentication.RotationHash, authentication.RecoveryHash, cancellationToken).ConfigureAwait(false);
            return derivable ? null : Refusal.InvalidIdentity(authentication.Identity, "underivable");
        }
        catch (Exception exception) when (exception is TimeoutException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new StoreUnavailableException("The identity verifier did not answer.", exception);
        }
        catch (Exception exception) when (exception is not (StoreUnavailableException or OperationCanceledException))
        {
            return Refusal.InvalidIdentity(authentication.Identity, "underivable");
        }
    }
}
