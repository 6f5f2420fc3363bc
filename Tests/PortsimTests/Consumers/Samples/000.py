import hmac
import hashlib
from flask import Flask, request, abort

app = Flask(__name__)

def verify_webhook_signature(payload, signature, secret):
    expected = hmac.new(
        secret.encode('utf-8'),
        payload,
        hashlib.sha256
    ).hexdigest()
    return hmac.compare_digest(expected, signature)

@app.route('/webhooks/kryptos', methods=['POST'])
def handle_webhook():
    signature = request.headers.get('X-Webhook-Signature')
    event = request.headers.get('X-Webhook-Event')

    if not verify_webhook_signature(request.data, signature, WEBHOOK_SECRET):
        abort(401, 'Invalid signature')

    payload = request.get_json()

    if event == 'integration.created':
        print('New integration:', payload['data'])
    elif event == 'integration.updated':
        print('Integration updated:', payload['data'])
    elif event == 'integration.deleted':
        print('Integration removed:', payload['data'])
    elif event == 'integration.failed':
        print('Integration failed:', payload['data'])

    return 'OK', 200
