from flask import Flask, request

app = Flask(__name__)

@app.route('/webhook', methods=['POST'])
def webhook_handler():
    payload = request.json
    # Verify webhook signature
    # Process the webhook payload
    return '', 200
