using System.Security.Claims;
using BetterAuth.Access;
using BetterAuth.AspNetCore.Endpoints;
using BetterAuth.AspNetCore.Http;
using BetterAuth.AspNetCore.Limits;
using BetterAuth.Errors;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BetterAuth.AspNetCore.Authentication;

/// <summary>
/// Authenticates a request by its body: an access request of the protocol. For gateways that verify here and pass the body on.
/// </summary>
/// <remarks>
/// One instance serves one HTTP request (the framework keeps it), and the result is kept: a nonce is accepted once, so verifying twice would refuse the second time.
/// The body stays readable for what comes after.
/// </remarks>
internal sealed class BetterAuthHandler(AccessVerifier verifier, BetterAuthOptions options, StoreDeadline deadline, ILoggerFactory loggers) : IAuthenticationHandler
{
    private HttpContext? _context;
    private string _scheme = BetterAuthDefaults.Scheme;
    private Task<AuthenticateResult>? _result;
    private Refusal? _refusal;
    private bool _unavailable;

    private HttpContext Context => _context ?? throw new InvalidOperationException("InitializeAsync comes first.");

    public Task InitializeAsync(AuthenticationScheme scheme, HttpContext context)
    {
        _context = context;
        _scheme = scheme.Name;
        return Task.CompletedTask;
    }

    public Task<AuthenticateResult> AuthenticateAsync() => _result ??= VerifyAsync();

    public Task ChallengeAsync(AuthenticationProperties? properties) =>
        _refusal is not null ? Answers.RefuseAsync(Context, _refusal)
        : _unavailable ? Answers.Unavailable(Context)
        : Answers.TransportError(Context, StatusCodes.Status401Unauthorized);

    public Task ForbidAsync(AuthenticationProperties? properties) => Answers.TransportError(Context, StatusCodes.Status403Forbidden);

    private async Task<AuthenticateResult> VerifyAsync()
    {
        HttpRequest request = Context.Request;
        if (Context.GetEndpoint()?.Metadata.GetMetadata<OperationEndpoint>() is not null)
        {
            return AuthenticateResult.NoResult(); // The ten operations carry their own proof.
        }

        if (!HttpMethods.IsPost(request.Method) || !RequestRules.HasReadableType(request) || request.ContentLength is 0 || request.ContentLength > options.MaxBodyLength)
        {
            return AuthenticateResult.NoResult();
        }

        // The body goes into memory of this request's own, because it is read again by whatever comes after.
        byte[] message;
        using (RequestBody? body = await RequestBody.ReadAsync(request, options.MaxBodyLength, Context.RequestAborted).ConfigureAwait(false))
        {
            if (body is null)
            {
                return AuthenticateResult.Fail("The body is longer than the configured limit.");
            }

            message = body.Memory.ToArray();
        }

        request.Body = new MemoryStream(message, writable: false);
        AccessResult result;
        try
        {
            result = await deadline.RunAsync(
                static (call, stop) => call.verifier.VerifyAsync(call.message, call.Target, stop),
                (verifier, message, Target: ClientTarget.Of(Context, options)),
                Context.RequestAborted).ConfigureAwait(false);
        }
        catch (StoreUnavailableException exception)
        {
            _unavailable = true;
            Log.Unavailable(loggers.CreateLogger(Log.Category), _scheme, exception);
            return AuthenticateResult.Fail(exception);
        }

        if (!result.IsVerified)
        {
            _refusal = result.Refusal;
            Log.Refused(loggers.CreateLogger(Log.Category), _scheme, result.Refusal);
            Context.Features.Set(new RefusedCaller(result.Refusal));
            return AuthenticateResult.Fail(result.Refusal.ToException());
        }

        using VerifiedAccess access = result.Access;
        Context.Features.Set(new VerifiedCaller(access.Identity.ToOwned(), access.Device.ToOwned(), access.Nonce.ToOwned(), access.Request.ToOwned(), access.Attributes.ToOwned()));
        return AuthenticateResult.Success(new AuthenticationTicket(PrincipalOf(access), _scheme));
    }

    private static ClaimsPrincipal PrincipalOf(VerifiedAccess access) => new(new ClaimsIdentity(
        [
            new Claim(BetterAuthDefaults.IdentityClaim, access.Identity.ToString()),
            new Claim(BetterAuthDefaults.DeviceClaim, access.Device.ToString()),
            new Claim(BetterAuthDefaults.AttributesClaim, access.Attributes.ToString(), "JSON"),
        ],
        BetterAuthDefaults.Scheme,
        BetterAuthDefaults.IdentityClaim,
        roleType: null));
}
